import { it } from 'vitest';
import type { CommandName } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { refusalsOf } from '../support/people/forged.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const LOBBY_RIGHTS: readonly CommandName[] = [
  'lobby:admit',
  'lobby:admit-all',
  'lobby:deny',
  'lobby:message',
  'room:configure',
  'participant:return-to-lobby',
];

it('all three who knock are announced and listed, also after the moderator reloads; two of them are let in at once', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const [anna, bernd, clara] = await Promise.all(
    ['Anna', 'Bernd', 'Clara'].map((name) => Person.open(room.link, name)),
  );
  if (!anna || !bernd || !clara) throw new Error('nobody came');
  for (const guest of [anna, bernd, clara]) {
    await chair.expectToBeTold(`${guest.name} bittet um Einlass.`, () => guest.enter());
    await guest.expectHeading(`Gleich geht es los, ${guest.name}.`);
  }
  await expect(chair.page).toHaveTitle(/^\(3\) Runde/);

  await chair.expectToBeTold('3 Personen warten auf Einlass.', () => chair.page.reload());
  await chair.expectAtTable();
  await expect(chair.control(/^Personen\b.*3 Personen warten$/)).toBeVisible();
  await chair.openPeople();
  await expect(chair.lobby.getByRole('listitem')).toHaveText([/Anna/, /Bernd/, /Clara/]);
  await expect(chair.lobby.getByText('wartet seit weniger als 1 Min.')).toHaveCount(3);

  for (const name of ['Anna', 'Clara']) await chair.page.getByRole('checkbox', { name: `Auswählen: ${name}` }).check();
  await chair.press('Ausgewählte einlassen (2)');
  for (const guest of [anna, clara]) await guest.expectAtTable();
  await expect(chair.lobby.getByRole('listitem')).toHaveText([/Bernd/]);
  await bernd.expectHeading('Gleich geht es los, Bernd.');
  await expect(chair.page).toHaveTitle(/^\(1\) Runde/);
});

it('chair and waiting people write to each other, and who is turned away reads why', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const bernd = await Person.open(room.link, 'Bernd');
  await bernd.enter();
  await bernd.expectHeading('Gleich geht es los, Bernd.');
  await expect(bernd.page.getByLabel('Ihre Antwort an die Leitung')).toHaveCount(0);

  await chair.openPart('Einlass');
  await chair.switch('Wartende dürfen antworten').check();
  await chair.press('Nachricht an Bernd');
  await chair.page.getByLabel('Ihre Nachricht').fill('Wen vertreten Sie? <b>Bitte</b>');
  await chair.press('Senden');
  await bernd.expectToRead('Wen vertreten Sie? <b>Bitte</b>');
  await bernd.page.getByLabel('Ihre Antwort an die Leitung').fill('Den Landrat.');
  await chair.expectToBeTold('Bernd schreibt aus dem Wartebereich: Den Landrat.', () => bernd.press('Senden'));
  await expect(chair.lobby.getByRole('listitem')).toHaveText(/Den Landrat\./);

  await chair.press('Bernd abweisen');
  await chair.page.getByLabel('Grund (freiwillig)').fill('Heute tagt nur der Vorstand.');
  await chair.press('Abweisen');
  await bernd.expectHeading('Sie wurden nicht eingelassen.');
  await bernd.expectToRead('Heute tagt nur der Vorstand.');
  await expect(chair.lobby).toHaveCount(0);
});

it('who is put back into the lobby is told plainly, hears nothing there, and is let in again', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  await chair.expectToHear(bernd);

  await chair.actOn(bernd, 'Zurück in den Wartebereich');
  await chair.press('Zurück in den Wartebereich');
  await bernd.expectHeading('Bitte warten Sie einen Moment, Bernd.');
  await bernd.expectToRead('Die Leitung hat Sie zurück in den Wartebereich gesetzt.');
  await expect(chair.tiles).toHaveCount(1);
  await chair.expectToHear();
  await bernd.expectToHear();

  await chair.press('Bernd einlassen');
  await bernd.expectAtTable();
  await chair.expectToHear(bernd);
  await bernd.expectToHear(chair);
});

it('the browser tells of everyone who knocks while the page is hidden, and is asked for that on a press alone', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  await chair.page.evaluate(`
    globalThis.told = [];
    globalThis.Notification = class {
      static permission = 'default';
      static async requestPermission() { this.permission = 'granted'; }
      constructor(title) { told.push(title); }
    };
  `);
  const clients = await Promise.all([0, 1, 2].map(() => TestClient.connect(server.url)));
  const [first, second, third] = clients;
  if (!first || !second || !third) throw new Error('nobody came');
  try {
    await chair.openPart('Einlass');
    await chair.press('Benachrichtigen, wenn jemand wartet');
    await chair.expectToRead('Ihr Browser benachrichtigt Sie');
    await first.knock(room.id, 'Anna');
    await expect(chair.lobby.getByRole('listitem')).toHaveCount(1);
    await chair.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })");
    await second.knock(room.id, 'Bernd');
    await third.knock(room.id, 'Clara');
    await expect(chair.lobby.getByRole('listitem')).toHaveCount(3);
    expect(await chair.page.evaluate('told')).toEqual(['Bernd bittet um Einlass.', 'Clara bittet um Einlass.']);
  } finally {
    for (const client of clients) client.disconnect();
  }
});

it('the chair’s rights over the lobby are refused to a participant, to somebody who waits and to one who was removed', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'without-password', password: 'nur für Eingeladene' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const clients = await Promise.all([0, 1, 2].map(() => TestClient.connect(server.url)));
  const [guest, waiting, removed] = clients;
  if (!guest || !waiting || !removed) throw new Error('nobody came');
  try {
    const password = 'nur für Eingeladene';
    await guest.join(room.id, 'Teilnehmer', { password });
    await waiting.knock(room.id, 'Wartend');
    await removed.join(room.id, 'Entfernt', { password });
    await chair.openPeople();
    await expect(chair.lobby.getByRole('listitem')).toHaveText(/Wartend/);
    const knockId = (await chair.lobby.getByRole('listitem').getAttribute('data-participant-id')) ?? '';
    await chair.peoplePanel.getByRole('button', { name: 'Aktionen für Entfernt' }).click();
    await chair.page.getByRole('menuitem', { name: 'Aus dem Raum entfernen' }).click();
    await chair.press('Entfernen');
    await removed.heard('room:left');
    for (const client of [guest, waiting]) {
      expect(await refusalsOf(client, LOBBY_RIGHTS, knockId)).toEqual(['NOT_ALLOWED']);
    }
    expect(await refusalsOf(removed, LOBBY_RIGHTS, knockId)).toEqual(['NOT_ALLOWED']);
    await expect(chair.lobby.getByRole('listitem')).toHaveText(/Wartend/);
  } finally {
    for (const client of clients) client.disconnect();
  }
});
