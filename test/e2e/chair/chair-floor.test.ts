import { it } from 'vitest';
import type { CommandName } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, MAGENTA_CYAN, RED_GREEN } from '../support/media/pattern.ts';
import { refusalsOf } from '../support/people/forged.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const FLOOR_RIGHTS: readonly CommandName[] = [
  'floor:restrict',
  'floor:give',
  'floor:take',
  'floor:next',
  'participant:switch-off',
  'participant:mute-all',
  'participant:ask',
  'participant:switch-on',
  'participant:restrict',
  'hands:lower',
  'hands:lower-all',
];

it('under hard mute only those who were given the floor are heard, in the order of their hands, whoever comes later too', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  await chair.expectToHear(bernd);

  await chair.openPart('Für alle');
  await chair.switch('Mikrofone sperren').check();
  await chair.expectToHear();
  await bernd.expectToRead('Die Leitung hat die Mikrofone gesperrt.');
  const clara = await Person.join(room.link, 'Clara', { pattern: MAGENTA_CYAN, cameraOn: false });
  await clara.expectToRead('Ihr Mikrofon bleibt aus: Die Leitung hat die Mikrofone gesperrt.');
  await chair.expectToHear();
  await clara.expectToHear(chair);

  await bernd.control(/^Mikrofon\b.*gesperrt$/).click();
  await expect(bernd.page.getByRole('dialog', { name: 'Ihr Mikrofon ist gesperrt' })).toBeVisible();
  await bernd.press('Hand heben');
  await expect(bernd.control(/^Melden.*Platz 1 von 1$/)).toHaveAttribute('aria-pressed', 'true');
  await chair.expectToBeTold('Clara meldet sich.', () => clara.control('Melden').click());
  await expect(clara.control(/^Melden.*Platz 2 von 2$/)).toBeVisible();
  const queue = chair.page.getByRole('region', { name: 'Wortmeldungen' });
  await expect(queue.getByRole('listitem')).toHaveText([/Bernd/, /Clara/]);

  await bernd.expectToBeTold('Sie haben das Wort.', () => chair.press('Nächste Wortmeldung'));
  await bernd.press('Mikrofon einschalten');
  await chair.expectToHear(bernd);
  await expect(queue.getByRole('listitem')).toHaveText([/Clara/]);

  await chair.press('Nächste Wortmeldung');
  await chair.expectToHear();
  await expect(bernd.control(/^Mikrofon\b.*gesperrt$/)).toBeVisible();
  await clara.press('Mikrofon einschalten');
  await chair.expectToHear(clara);

  await chair.switch('Mikrofone sperren').uncheck();
  await bernd.control('Mikrofon').click();
  await chair.expectToHear(bernd, clara);
});

it('a question of the chair cannot be overlooked and is answered with one press; without consent nothing switches on by itself', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW });
  await chair.expectToHear(bernd);

  await chair.actOn(bernd, 'Stumm schalten');
  await chair.expectToHear();
  await chair.actOn(bernd, 'Um das Mikrofon bitten');
  const question = bernd.page.getByRole('alertdialog', { name: 'Bitte schalten Sie Ihr Mikrofon ein' });
  await expect(question).toBeVisible();
  // Somebody who is typing just then answers nothing by the next key.
  await bernd.page.keyboard.press('Space');
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Mikrofon einschalten' }).click();
  await expect(question).toHaveCount(0);
  await chair.expectToHear(bernd);

  await bernd.control('Mehr').click();
  await bernd.page.getByRole('menuitem', { name: 'Mikrofon und Kamera: Einschalten erlauben' }).click();
  await bernd.switch('Die Leitung darf mein Mikrofon einschalten').check();
  await bernd.page.keyboard.press('Escape');
  await bernd.expectToRead('Die Leitung darf Ihr Mikrofon einschalten.');
  await chair.actOn(bernd, 'Stumm schalten');
  await chair.expectToHear();
  await chair.actOn(bernd, 'Mikrofon einschalten');
  await chair.expectToHear(bernd);
  await bernd.expectToRead('Die Leitung hat Ihr Mikrofon eingeschaltet, wie Sie es erlaubt haben.');

  await bernd.press('Zurücknehmen');
  await expect(bernd.page.getByText('Die Leitung darf Ihr Mikrofon einschalten.')).toHaveCount(0);
  await chair.actOn(bernd, 'Stumm schalten');
  await chair.expectToHear();
  await chair.peoplePanel.getByRole('button', { name: 'Aktionen für Bernd' }).click();
  await expect(chair.page.getByRole('menuitem', { name: 'Um das Mikrofon bitten' })).toBeVisible();
  await expect(chair.page.getByRole('menuitem', { name: 'Mikrofon einschalten' })).toHaveCount(0);
});

it('everybody is muted but those whom the chair has chosen', { timeout: LONG_TEST_MS }, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  const clara = await Person.join(room.link, 'Clara', { pattern: MAGENTA_CYAN, cameraOn: false });
  await chair.expectToHear(bernd, clara);
  await chair.openPart('Für alle');
  await chair.press('Alle stumm schalten außer …');
  await chair.page.getByRole('checkbox', { name: 'Clara' }).check();
  await chair.press('Die anderen stumm schalten');
  await chair.expectToHear(clara);
  await clara.expectToHear(chair);
  await bernd.expectToRead('Die Leitung hat Ihr Mikrofon ausgeschaltet.');
});

it('the chair’s rights over the floor are refused to a participant, to somebody who waits and to one who was removed, and consent is one’s own', async () => {
  const server = await startTestServer();
  const password = 'nur für Eingeladene';
  const room = await server.createRoom({ lobby: 'without-password', password });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN, cameraOn: false });
  const clients = await Promise.all([0, 1, 2, 3].map(() => TestClient.connect(server.url)));
  const [guest, moderator, waiting, removed] = clients;
  if (!guest || !moderator || !waiting || !removed) throw new Error('nobody came');
  try {
    const { self } = await guest.join(room.id, 'Teilnehmer', { password });
    await moderator.join(room.id, 'Zweite Leitung', { invite: await server.createInvite(room.id, 'moderator') });
    await waiting.knock(room.id, 'Wartend');
    const gone = await removed.join(room.id, 'Entfernt', { password });
    await moderator.send('participant:remove', { participantId: gone.self.participantId });
    const chairId = (await chair.tiles.first().getAttribute('data-participant-id')) ?? '';
    expect(await refusalsOf(guest, FLOOR_RIGHTS, chairId)).toEqual(['NOT_ALLOWED']);
    expect(await refusalsOf(guest, FLOOR_RIGHTS, self.participantId)).toEqual(['NOT_ALLOWED']);
    expect(await refusalsOf(waiting, FLOOR_RIGHTS, chairId)).toEqual(['NOT_ALLOWED']);
    expect(await refusalsOf(removed, FLOOR_RIGHTS, chairId)).toEqual(['NOT_ALLOWED']);
    const switchOn = { participantId: self.participantId, source: 'microphone' };
    expect(await moderator.refused('participant:switch-on', switchOn)).toBe('NOT_ALLOWED');
    expect(await guest.refused('consent:set', { participantId: chairId, microphone: true, camera: true })).toBe(
      'BAD_REQUEST',
    );
    await expect(chair.control('Mikrofon')).toHaveAttribute('aria-pressed', 'true');
  } finally {
    for (const client of clients) client.disconnect();
  }
});
