import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, MAGENTA_CYAN, RED_GREEN } from '../support/media/pattern.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const MUTED = 'Die Leitung hat Ihr Mikrofon ausgeschaltet.';

it('a moderator mutes one and then all; the muted are told, and can speak again', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  const clara = await Person.join(room.link, 'Clara', { pattern: MAGENTA_CYAN, cameraOn: false });
  await chair.expectToHear(bernd, clara);

  await chair.actOn(bernd, 'Stumm schalten');
  await chair.expectToHear(clara);
  await clara.expectToHear(chair);
  await bernd.expectToRead(MUTED);
  await expect(bernd.control('Mikrofon')).toHaveAttribute('aria-pressed', 'false');
  await expect(clara.page.getByText(MUTED)).toHaveCount(0);
  await bernd.control('Mikrofon').click();
  await chair.expectToHear(bernd, clara);

  await chair.press('Alle stumm schalten');
  await chair.expectToHear();
  await bernd.expectToHear(chair);
  await clara.expectToRead(MUTED);
  await clara.control('Mikrofon').click();
  await chair.expectToHear(clara);
});

it('who is muted is not heard, even when their browser goes on sending', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const bernd = await Person.open(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  await addPageScript(bernd.page, 'unmutable.ts');
  await bernd.page.reload();
  await bernd.enter();
  await chair.expectToHear(bernd);
  await chair.actOn(bernd, 'Stumm schalten');
  await chair.expectToHear();
});

it('who is removed is told so, is gone for the others, and neither a reload nor the invite leads back', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ password: 'nur für Eingeladene' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const invite = await server.createInvite(room.id, 'participant');
  const bernd = await Person.join(`${room.link}#invite=${invite}`, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  await chair.expectToHear(bernd);

  await chair.actOn(bernd, 'Aus dem Raum entfernen');
  await chair.press('Entfernen');
  await bernd.expectHeading('Sie wurden aus dem Raum entfernt.');
  await expect(chair.tiles).toHaveCount(1);
  await chair.expectToHear();

  await bernd.page.reload();
  await bernd.press('Eintreten');
  await bernd.expectToRead(/^Sie wurden aus dieser Besprechung entfernt/);
  await expect(chair.tiles).toHaveCount(1);
});

it('a locked room tells who comes late, opens again, and ends for all', { timeout: LONG_TEST_MS }, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const bernd = await Person.join(room.link, 'Bernd');
  await chair.openPeople();
  await chair.press('Raum abschließen');
  await bernd.expectToRead('Abgeschlossen');
  const late = await Person.open(room.link, 'Spät');
  await late.enter();
  await late.expectToRead('Der Raum ist abgeschlossen.');
  await expect(chair.tiles).toHaveCount(2);

  await chair.press('Raum öffnen');
  await expect(bernd.page.getByText('Abgeschlossen')).toHaveCount(0);
  await late.press('Eintreten');
  await late.expectAtTable();

  await chair.control('Mehr').click();
  await chair.page.getByRole('menuitem', { name: 'Für alle beenden' }).click();
  await chair.press('Für alle beenden');
  for (const person of [chair, bernd, late]) await person.expectHeading('Die Besprechung ist zu Ende.');
});

it('only a moderator is offered what only a moderator may do', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const bernd = await Person.join(room.link, 'Bernd');
  const offered = async (person: Person) => {
    await person.openPeople();
    const names = ['Alle stumm schalten', 'Raum abschließen', /^Aktionen für/];
    const counts = await Promise.all(names.map((name) => person.button(name).count()));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  expect(await offered(chair)).toBe(3);
  expect(await offered(bernd)).toBe(0);
});
