import { it } from 'vitest';
import type { CommandName } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { refusalsOf } from '../support/people/forged.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const ROOM_RIGHTS: readonly CommandName[] = [
  'room:lock',
  'room:end',
  'room:close',
  'room:keep-open',
  'participant:set-role',
  'participant:remove',
];

it('when the moderator is gone the deputy is announced and can let people in; when the moderator is back it is given back', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const invite = await server.createInvite(room.id, 'deputy');
  const deputy = await Person.join(`${room.link}#invite=${invite}`, 'Herr Stellvertreter');
  await chair.openPeople();
  const guest = await Person.open(room.link, 'Gast');
  await guest.enter();
  await expect(chair.lobby.getByRole('listitem')).toHaveText(/Gast/);
  await deputy.openPeople();
  await expect(deputy.lobby).toHaveCount(0);
  await expect(deputy.page.getByText('Sie leiten', { exact: true })).toHaveCount(0);

  // Gone without a goodbye, as after a crash; the tab keeps its place.
  await chair.page.goto('about:blank');
  await deputy.expectToRead('Sie leiten jetzt als Vertretung.');
  await expect(deputy.page.getByText('Sie leiten', { exact: true })).toBeVisible();
  await expect(deputy.lobby.getByRole('listitem')).toHaveText(/Gast/);
  await deputy.press('Gast einlassen');
  await guest.expectAtTable();

  await chair.page.goBack();
  await chair.expectAtTable();
  await guest.expectToRead('Die Leitung ist zurück: Frau Vorsitz.');
  await expect(deputy.page.getByText('Sie leiten', { exact: true })).toHaveCount(0);
  await expect(chair.page.getByText('Sie leiten', { exact: true })).toBeVisible();
  await expect(deputy.button('Alle stumm schalten')).toHaveCount(0);
});

it('an observer sees and hears, is listed apart, and has neither a tile nor anything to send with', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  const invite = await server.createInvite(room.id, 'observer');
  const press = await Person.join(`${room.link}#invite=${invite}`, 'Presse', { pattern: BLUE_YELLOW });
  await press.expectToSee(chair);
  await press.expectToHear(chair);
  for (const one of [chair, press]) await one.expectSeats(chair);
  await chair.expectToHear();
  for (const name of ['Mikrofon', 'Kamera', 'Melden']) await expect(press.control(name)).toHaveCount(0);
  await chair.openPeople();
  await expect(chair.peoplePanel.getByRole('region', { name: 'Beobachtend' })).toHaveText(/Presse/);

  // Made a participant, and an observer again.
  await chair.actOn(press, 'Zu den Teilnehmenden setzen');
  await chair.press('Zu den Teilnehmenden setzen');
  await chair.expectSeats(chair, press);
  await press.control('Mikrofon').click();
  await chair.expectToHear(press);
  await chair.actOn(press, 'Nur beobachten lassen');
  await chair.press('Nur beobachten lassen');
  await chair.expectSeats(chair);
  await chair.expectToHear();
  await press.expectToRead('Sie sehen und hören jetzt nur noch zu.');
});

it('a meeting that closes after a while says so to everyone, and stays open when the chair takes it back', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const bernd = await Person.join(room.link, 'Bernd');
  await chair.control('Mehr').click();
  await chair.page.getByRole('menuitem', { name: 'Mit Ankündigung schließen …' }).click();
  await chair.page.getByLabel('Schließen in').selectOption('2 Minuten');
  await chair.press('Ankündigen');
  for (const one of [chair, bernd]) await one.expectToRead(/^Die Besprechung schließt in 1:\d\d\.$/);
  await expect(bernd.button('Doch nicht schließen')).toHaveCount(0);
  await chair.press('Doch nicht schließen');
  for (const one of [chair, bernd]) await expect(one.page.getByRole('timer')).toHaveCount(0);
  await bernd.expectToRead('Die Besprechung bleibt doch offen.');
});

it('the rights over roles and the room are refused to participants, observers, deputies, and who was removed', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const chairId = (await chair.tiles.first().getAttribute('data-participant-id')) ?? '';
  const clients = await Promise.all([0, 1, 2, 3].map(() => TestClient.connect(server.url)));
  const [guest, observer, deputy, removed] = clients;
  if (!guest || !observer || !deputy || !removed) throw new Error('nobody came');
  try {
    const { self } = await guest.join(room.id, 'Teilnehmer');
    await observer.join(room.id, 'Presse', { invite: await server.createInvite(room.id, 'observer') });
    await deputy.join(room.id, 'Vertretung', { invite: await server.createInvite(room.id, 'deputy') });
    for (const client of [guest, observer, deputy]) {
      for (const target of [chairId, self.participantId]) {
        expect(await refusalsOf(client, ROOM_RIGHTS, target)).toEqual(['NOT_ALLOWED']);
      }
    }
    for (const name of ['hand:raise', 'reaction:send', 'producer:create'] as const) {
      expect(await refusalsOf(observer, [name], chairId)).toEqual(['NOT_ALLOWED']);
    }
    await removed.join(room.id, 'Entfernt');
    await chair.openPeople();
    await chair.peoplePanel.getByRole('button', { name: 'Aktionen für Entfernt' }).click();
    await chair.page.getByRole('menuitem', { name: 'Aus dem Raum entfernen' }).click();
    await chair.press('Entfernen');
    await removed.heard('room:left');
    expect(await refusalsOf(removed, ROOM_RIGHTS, chairId)).toEqual(['NOT_ALLOWED']);
    await expect(chair.tiles).toHaveCount(3);
  } finally {
    for (const client of clients) client.disconnect();
  }
});
