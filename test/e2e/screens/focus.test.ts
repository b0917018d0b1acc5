import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { layCable } from '../support/network/cable.ts';
import { Desk } from '../support/people/desk.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { startTestServer } from '../support/server/server.ts';

const PHONE = { width: 320, height: 640 };
const LAPTOP = { width: 1280, height: 720 };

it('whatever goes away with the focus in it hands it to what stands nearest, never to nothing', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const table = await meetingOf(server, room, ['Aach']);
  const chair = await Person.join(room.moderatorLink, 'Frau Leitung');
  const { page } = chair;
  await page.setViewportSize(LAPTOP);
  const title = page.getByRole('heading', { level: 1 });
  const notices = page.getByRole('region', { name: 'Hinweise' });
  const press = async (name: string) => {
    await notices.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };

  // The last notice goes with its button.
  await table.knock('Buch');
  await press('Buch einlassen');
  await expect(notices.getByText('Buch bittet um Einlass.')).toHaveCount(0);
  await expect(title).toBeFocused();
  // Of one above another the place stays, where nobody gets to.
  await table.knock('Cham');
  await expect(notices.getByText('Cham bittet um Einlass.')).toBeVisible();
  await table.knock('Daun');
  await expect(notices.getByText('Daun bittet um Einlass.')).toBeVisible();
  await press('Schließen');
  await expect(notices.getByRole('button', { name: 'Cham einlassen' })).toHaveCount(0);
  await expect(title).toBeFocused();

  // Opened by a line of the menu, which is gone when the panel closes.
  await page.setViewportSize(PHONE);
  await chair.control('Mehr').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Personen' }).focus();
  await page.keyboard.press('Enter');
  const heading = chair.peoplePanel.getByRole('heading', { level: 2 });
  await expect(heading).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(chair.peoplePanel).toHaveCount(0);
  await expect(chair.control('Mehr')).toBeFocused();

  // Who is put out takes along the button that asked for it.
  await page.setViewportSize(LAPTOP);
  await chair.openPeople();
  await chair.peoplePanel.getByRole('button', { name: 'Aktionen für Aach' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Aus dem Raum entfernen' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Entfernen', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(chair.peoplePanel.getByText('Aach')).toHaveCount(0);
  await expect(heading).toBeFocused();

  // The chat goes for all, with the button that opened it.
  await chair.control('Chat').focus();
  await page.keyboard.press('Enter');
  const chat = page.getByRole('complementary', { name: 'Chat' });
  await expect(chat.getByRole('heading', { level: 2 })).toBeFocused();
  await table.chair.client.send('room:configure', { chat: false });
  await expect(chat).toHaveCount(0);
  await expect(chair.control('Mehr')).toBeFocused();

  // Whoever leaves everything by a press beside it has wanted that.
  await page.getByText('Verschlüsselt').click();
  await table.knock('Elz');
  await expect(notices.getByText('Elz bittet um Einlass.')).toBeVisible();
  await expect(page.locator('body')).toBeFocused();
});

it('a short cut of the line takes nobody at the desk out of the place where they are', async () => {
  const port = await freePort();
  const cable = await layCable({ to: port });
  const server = await startTestServer({ PORT: String(port), PUBLIC_URL: `http://localhost:${cable.port}` });
  const room = await server.createRoom();
  const table = await meetingOf(server, room, []);
  const { code } = await table.chair.client.send('console:pair');
  const address = new URLSearchParams({ room: room.id, code });
  const desk = await Desk.open(`http://localhost:${cable.port}/regie#${address}`);
  await desk.expectReady();
  const button = desk.page.getByRole('button', { name: 'Alle stumm schalten' });
  await button.focus();

  desk.watch.expectLostConnections();
  cable.cut();
  await expect(button).toBeDisabled();
  cable.mend();
  await expect(button).toBeEnabled();
  await expect(button).toBeFocused();
});
