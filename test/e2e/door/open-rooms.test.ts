import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { expectNothingSerious, tabTo } from '../support/page/accessibility.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
import { expectQrCode } from '../support/page/qr-code.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('a stranger makes a room on the start page by keyboard alone, sends the guests’ link, and two people meet', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer({ OPEN_ROOMS: 'everyone' });
  const chair = await Person.open(server.url, 'Frau Amsel', { pattern: RED_GREEN });
  const { page } = chair;
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  await expectAccessible(page, 'the start page');
  await tabTo(page, 'Name des Raums');
  await page.keyboard.type('Elternabend');
  await tabTo(page, 'Raum anlegen');
  await page.keyboard.press('Enter');
  await chair.expectHeading('Ihr Raum ist angelegt.');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expectAccessible(page, 'the new room');

  const [link, password] = [await field('Link für Gäste').inputValue(), await field('Passwort').inputValue()];
  const mail = await page.getByRole('link', { name: 'E-Mail schreiben' }).getAttribute('href');
  expect(decodeURIComponent(mail ?? '')).toContain(`${link}\r\n`);
  expect(decodeURIComponent(mail ?? '')).toContain(password);
  await expectQrCode(page, 'QR-Code mit dem Link für Gäste', link);
  const [day] = new Date(Date.now() + 3 * 86_400_000).toISOString().split('T');
  await page.getByLabel('Tag').fill(day ?? '');
  await page.getByLabel('Uhrzeit').fill('14:30');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Kalenderdatei speichern' }).press('Enter');
  const file = await saving;
  expect(file.suggestedFilename()).toBe('termin.ics');
  const calendar = readFileSync(await file.path(), 'utf8');
  expect(calendar.replaceAll('\r\n ', '')).toContain(`LOCATION:${link}\r\n`);
  expect(calendar).not.toContain('#invite');
  await expect(page.getByText('Die Datei ist gespeichert.')).toBeVisible();
  await expectNothingSerious(page, 'the new room with a date');
  await page.reload();
  await expect(field('Link für Gäste')).toHaveValue(link);
  await page.goto(`${server.url}/lizenzen`);
  await page.goBack();
  await expect(field('Link für Gäste')).toHaveValue(link);
  await expect(field('Passwort')).toHaveValue(password);

  await page.setViewportSize(SCREEN);
  await chair.press('Jetzt eintreten');
  await chair.enter();
  await chair.expectAtTable();
  const guest = await Person.join(link, 'Herr Star', { pattern: BLUE_YELLOW, password });
  await chair.expectToSee(guest);
  await guest.expectToHear(chair);
  await guest.expectHeading('Elternabend');
  await chair.openPeople();
  await expect(chair.button('Aktionen für Herr Star')).toBeVisible();
});

it('the start page offers no room where the operator does not', async () => {
  const server = await startTestServer();
  const person = await Person.open(server.url, 'Frau Amsel');
  await person.expectHeading('Willkommen an der Tafelrunde.');
  await expect(person.page.getByRole('textbox')).toHaveCount(1);
});
