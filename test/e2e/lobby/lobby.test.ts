import { it } from 'vitest';
import { COMMAND_NAMES, type CommandName } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

/** Of pages/awake.ts. */
declare const hidePage: (isHidden: boolean) => void;

it('who knocks is announced and listed, is let in or turned away, and only inside sees and hears', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', lobbyMessage: 'Wir beginnen um neun.' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  const guest = await Person.open(room.link, 'Gast', { pattern: BLUE_YELLOW });
  // What is said to screen readers is there for seconds, so one listens before it is said.
  const announcement = chair.page.getByRole('status').filter({ hasText: 'Gast bittet um Einlass.' });
  await Promise.all([expect(announcement).toBeAttached(), guest.enter()]);
  await guest.expectHeading('Gleich geht es los, Gast.');
  await guest.expectToRead('Wir beginnen um neun.');
  await expect(guest.page.getByText('Vorsitz')).toHaveCount(0);

  await expect(chair.control(/^Personen\b.*1 Person wartet$/)).toBeVisible();
  await chair.openPeople();
  await expect(chair.lobby.getByRole('listitem')).toHaveText(/Gast/);
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
  await expect(chair.lobby).toHaveCount(0);
  await guest.expectToSee(chair);
  await guest.expectToHear(chair);
  await chair.expectToSee(guest);
  await chair.expectToHear(guest);

  const stranger = await Person.open(room.link, 'Unbekannt');
  await stranger.enter();
  await chair.press('Unbekannt abweisen');
  await chair.press('Abweisen');
  await stranger.expectHeading('Sie wurden nicht eingelassen.');
  await expect(chair.lobby).toHaveCount(0);
  await expect(chair.tiles).toHaveCount(2);
});

it('who waits for the host is let in as soon as the host comes', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ joinBeforeHost: false });
  const early = await Person.open(room.link, 'Frühauf');
  await early.enter();
  await early.expectToRead('Die Besprechung hat noch nicht begonnen.');
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  await early.expectAtTable();
  await early.expectToSee(chair);
});

it('a client made by hand in the lobby, beside a meeting of real media, is refused everything and learns nothing', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const inside = (await chair.tiles.first().getAttribute('data-participant-id')) ?? '';
  expect(inside).not.toBe('');

  const intruder = await TestClient.connect(server.url);
  try {
    const waiting = await intruder.knock(room.id, 'Neugierig');
    const answers: unknown[] = [waiting];
    const aimed: Partial<Record<CommandName, object>> = {
      'participant:switch-off': { participantId: inside, source: 'microphone' },
      'participant:remove': { participantId: inside },
    };
    // Those who decide may see who waits.
    const ownBusiness: readonly CommandName[] = ['room:leave', 'stay:end', 'portrait:set'];
    for (const name of COMMAND_NAMES.filter((command) => !ownBusiness.includes(command))) {
      for (const command of [SAMPLES[name], aimed[name] ?? SAMPLES[name]]) {
        const reply = await intruder.raw(name, command);
        expect(reply, name).toMatchObject({ ok: false });
        answers.push(reply);
      }
    }
    // The meeting goes on, and none of it reaches the lobby.
    await chair.control('Mikrofon').click();
    await chair.openPeople();
    await chair.press('Raum abschließen');
    await chair.expectToRead('Abgeschlossen');
    await intruder.settled();
    const learned = JSON.stringify([answers, intruder.events]);
    for (const fact of ['Vorsitz', inside, 'codecs', 'iceParameters', 'participants']) {
      expect(learned).not.toContain(fact);
    }
    expect(intruder.events).toEqual([]);
    await expect(chair.lobby.getByRole('listitem')).toHaveText(/Neugierig/);
    await expect(chair.tiles).toHaveCount(1);
  } finally {
    intruder.disconnect();
  }
});

it('who knocked without the password gives it while they wait, and is in', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'without-password', password: 'Tulpen im April' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.open(room.link, 'Gast');
  await guest.enter();
  await guest.expectHeading('Gleich geht es los, Gast.');
  const field = guest.page.getByLabel('Passwort des Raums');
  await field.fill('Tulpen im Mai');
  await guest.press('Mit Passwort eintreten');
  await expect(field).toHaveAccessibleDescription(/Passwort oder Link stimmt nicht/);
  await expect(field).toBeFocused();
  await field.fill('Tulpen im April');
  await guest.press('Mit Passwort eintreten');
  await guest.expectAtTable();
  await expect(chair.tiles).toHaveCount(2);
});

it('who waits is told aloud for what, and their screen stays on from there to the end', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', lobbyMessage: 'Wir beginnen um neun.' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.open(room.link, 'Gast');
  await addPageScript(guest.context, 'awake.ts');
  await guest.page.reload();
  const said = guest.page.locator('[data-live-announcer]').filter({ hasText: 'Wir haben Bescheid gegeben' });
  await Promise.all([
    expect(said.filter({ hasText: 'Nachricht der Leitung: Wir beginnen um neun.' })).toBeAttached(),
    guest.enter(),
  ]);
  const awake = guest.page.locator('html');
  await expect(awake).toHaveAttribute('data-awake', '1');
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
  await expect(awake).toHaveAttribute('data-awake', '1');
  // Another tab, and back.
  for (const [hidden, locks] of [
    [true, '0'],
    [false, '1'],
  ] as const) {
    await guest.page.evaluate((isHidden) => hidePage(isHidden), hidden);
    await expect(awake).toHaveAttribute('data-awake', locks);
  }
  await guest.press('Verlassen');
  await guest.page.getByRole('alertdialog').getByRole('button', { name: 'Verlassen' }).click();
  await expect(awake).toHaveAttribute('data-awake', '0');
});
