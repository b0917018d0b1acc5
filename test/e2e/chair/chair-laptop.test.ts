import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const LAPTOP = { width: 1440, height: 900 };

it('with the panel closed the chair sees who asks for the floor and what is locked, and acts on it by keyboard', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const { people } = await meetingOf(server, room, ['Anna', 'Bernd']);
  const [anna, bernd] = people;
  if (!anna || !bernd) throw new Error('nobody sits');
  const chair = await Person.join(room.moderatorLink, 'Frau Leitung');
  const { page } = chair;
  await page.setViewportSize(LAPTOP);
  await expect(page.locator('[data-chair-sign]')).toHaveCount(0);

  await anna.client.send('hand:raise');
  await bernd.client.send('hand:raise');
  await chair.expectToRead('2 Wortmeldungen');
  await expect(chair.control(/^Personen\b.*2 Wortmeldungen$/)).toBeVisible();
  await chair.button('Nächste Wortmeldung').focus();
  await page.keyboard.press('Enter');
  await anna.client.heard('participant:updated', ({ id, hasFloor }) => id === anna.id && hasFloor);
  await chair.expectToRead('1 Wortmeldung');
  await page.keyboard.press('Enter');
  await bernd.client.heard('participant:updated', ({ id, hasFloor }) => id === bernd.id && hasFloor);
  await expect(page.locator('[data-chair-sign]')).toHaveCount(0);
  // The focus is not lost with the sign.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await chair.control('Mehr').click();
  await page.getByRole('menuitem', { name: 'Mikrofone sperren' }).click();
  await anna.client.heard('room:updated', ({ restricted }) => restricted.microphone);
  await chair.expectToRead('Mikrofone gesperrt');
  await chair.press('Mikrofone freigeben');
  await anna.client.heard('room:updated', ({ restricted }) => !restricted.microphone);
  await expect(page.locator('[data-chair-sign]')).toHaveCount(0);
});

it('the chair is told once when too few can be reached to decide, and when they can again; a poll keeps what was', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const table = await meetingOf(server, room, ['Aach', 'Buch']);
  const seats = ['Aach', 'Buch', 'Cham'].map((name) => ({ name }));
  await table.chair.client.setPlan({ seats, quorum: 2 });
  const buch = table.people[1];
  const chair = await Person.join(room.moderatorLink, 'Frau Leitung');
  await chair.page.setViewportSize(LAPTOP);
  await chair.expectToRead('2 von 3 anwesend');
  await chair.expectToRead('beschlussfähig (mindestens 2)');

  await chair.expectToBeTold('Nicht mehr beschlussfähig: 1 von 3 sind da, nötig sind 2.', async () =>
    buch?.client.drop(),
  );
  await chair.expectToRead('1 von 3, 1 getrennt');
  await chair.expectToRead('nicht beschlussfähig (mindestens 2)');
  const poll = { question: 'Vertagen?', options: ['Ja', 'Nein'], secret: false };
  const { pollId } = await table.chair.client.send('poll:open', poll);
  await chair.expectToRead('Beschlussfähig: nein, 1 von 3, nötig sind 2');
  await chair.expectToBeTold('Beschlussfähig: 2 von 3 sind da, nötig sind 2.', () =>
    table.sit('Buch', { resume: buch?.joined.resume }),
  );
  await table.chair.client.send('poll:close', { pollId });
  await chair.expectToRead(/Zu Beginn:\s+Beschlussfähig: nein, 1 von 3/);
  await chair.expectToRead(/Am Ende:\s+Beschlussfähig: ja, 2 von 3/);
});

it('words with the lobby are read on laptop and desk with who wrote them, and none of them moves the button that lets in', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const { openDesk, knock } = await meetingOf(server, room, []);
  const chair = await Person.join(room.moderatorLink, 'Frau Leitung');
  const desk = await openDesk();
  const guest = await knock('Gast');
  await chair.openPeople();
  const admit = chair.lobby.getByRole('button', { name: 'Gast einlassen' });
  await expect(admit).toBeVisible();
  const before = await admit.boundingBox();

  await desk.press('Nachricht an Gast');
  await desk.page.getByLabel('Ihre Nachricht').fill('Wen vertreten Sie?');
  await desk.press('Senden');
  await guest.client.heard('lobby:updated', ({ texts }) => texts.at(-1)?.text === 'Wen vertreten Sie?');
  await expect(chair.lobby).toContainText('Frau Vorsitz: „Wen vertreten Sie?“');
  await guest.client.send('lobby:reply', { text: 'Die Presse. '.repeat(20) });
  await expect(chair.lobby).toContainText('Die Presse.');
  expect(await admit.boundingBox()).toEqual(before);

  await chair.press('Nachricht an Gast');
  await chair.page.getByLabel('Ihre Nachricht').fill('Bitte warten Sie.');
  await chair.press('Senden');
  await desk.page.getByRole('button', { name: /^Nachricht an Gast/ }).tap();
  const words = desk.page.getByRole('list', { name: 'Nachrichten mit Gast' }).getByRole('listitem');
  await expect(words).toHaveText([/Frau Vorsitz.*Wen vertreten Sie/, /Gast.*Die Presse/, /Frau Leitung.*Bitte warten/]);
});

it('a poll is opened on the desk, its turnout is seen there, and it is closed there', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const { people, openDesk } = await meetingOf(server, room, ['Anna', 'Bernd']);
  const desk = await openDesk();
  const { page } = desk;
  await desk.press('Umfragen');
  await desk.press('Neue Umfrage');
  await page.getByRole('textbox', { name: 'Frage' }).fill('Vertagen wir?');
  await desk.press('Umfrage starten');
  await expect(page.getByRole('dialog')).toContainText('0 von 3 haben abgestimmt.');
  const { id: pollId } = (await people[0]?.client.heard('poll:updated')) ?? { id: '' };
  await people[0]?.client.send('poll:vote', { pollId, option: 1 });
  await expect(page.getByRole('dialog')).toContainText('1 von 3 hat abgestimmt.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Umfrage: 1 von 3' })).toBeVisible();
  await page.getByRole('button', { name: 'Umfrage: 1 von 3' }).tap();
  await desk.press('Umfrage beenden');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Umfrage beenden' }).tap();
  await expect(page.getByRole('list', { name: 'Ergebnis' })).toContainText('1 Stimme, 100 %');
  await people[1]?.client.heard('poll:updated', ({ state }) => state === 'closed');
});
