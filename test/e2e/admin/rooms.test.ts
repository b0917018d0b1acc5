import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { pressOn } from '../support/page/accessibility.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { signIn } from '../support/people/sign-in.ts';
import { startTestServer } from '../support/server/server.ts';

/** A plan that somebody else has changed meanwhile is refused, which the browser's console says too. */
const REFUSED = /the server responded with a status of 40[019]/;

/** An organiser at their house's rooms. */
async function setUp(settings: Readonly<Record<string, string>> = {}) {
  const server = await startTestServer(settings);
  const { createHouse } = await openTestCatalogue(server.dataDir);
  const { organiser, password } = await createHouse({ name: 'Klinik am See', roomDefaults: { lobby: 'on' } });
  const signedIn = async () => {
    const person = await Person.open(`${server.url}/verwaltung/raeume`, 'Frau Amsel');
    person.watch.expect(REFUSED);
    await signIn(person.page, organiser.email, password);
    await person.expectHeading('Räume');
    return person;
  };
  return { server, signedIn };
}

/** Where there is none yet. */
async function makeRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Raum anlegen' }).click();
  await page.getByLabel('Name des Raums').fill(name);
  await page.getByRole('button', { name: 'Raum anlegen' }).click();
  await page.getByRole('link', { name: 'Zum neuen Raum' }).click();
}

const seats = (page: Page) => page.getByRole('textbox', { name: /^Platz \d+$/ });
const namesOf = (page: Page) => seats(page).evaluateAll((all) => all.map((one) => 'value' in one && one.value));

it('an organiser makes a room by keyboard alone, invites somebody, sees them come, and ends the meeting', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { server, signedIn } = await setUp();
  const organiser = await signedIn();
  const { page } = organiser;
  await pressOn(page, 'Raum anlegen');
  await organiser.expectHeading('Raum anlegen');
  // As the house has it.
  await expect(page.getByLabel('Alle außer Leitung und Vertretung')).toBeChecked();
  await expectAccessible(page, 'a new room');
  await page.setViewportSize(SCREEN);
  await pressOn(page, 'Raum anlegen');
  await expect(page.getByLabel('Name des Raums')).toBeFocused();
  await page.keyboard.type('Vorstand');
  await page.getByRole('link', { name: 'Organisation' }).click();
  await page.getByRole('button', { name: 'Hier bleiben' }).click();
  await page.goBack();
  await page.getByRole('button', { name: 'Hier bleiben' }).click();
  await expect(page.getByLabel('Name des Raums')).toHaveValue('Vorstand');
  await page.getByLabel('Name des Raums').press('Enter');
  await organiser.expectHeading('Ihr Raum ist angelegt.');
  const password = await page.getByRole('textbox', { name: 'Passwort', exact: true }).inputValue();
  await expectAccessible(page, 'a room that was made');
  await pressOn(page, 'Zum neuen Raum');

  await organiser.expectHeading('Vorstand');
  const mail = await page.getByRole('link', { name: 'E-Mail schreiben' }).getAttribute('href');
  expect(decodeURIComponent(mail ?? '')).toContain(await page.getByLabel('Link für Gäste').inputValue());
  await pressOn(page, 'Einladung anlegen');
  await page.getByLabel('Leitung: leitet die Besprechung').check();
  await page.getByLabel('Für wen ist der Link?').fill('Herr Star');
  await page.getByLabel('einmal').check();
  await page.getByRole('button', { name: 'Link erzeugen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Herr Star' });
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: 'QR-Code zeigen' }).click();
  await expect(dialog.getByRole('img', { name: 'QR-Code: Link' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listitem').filter({ hasText: 'Herr Star' })).toContainText('0 von 1 Mal benutzt');
  await expectAccessible(page, 'the invites');

  await page.getByRole('link', { name: 'Wer ist da?' }).click();
  await organiser.expectToRead('Gerade ist niemand in der Besprechung.');
  const guest = await Person.join(link, 'Herr Star');
  const knocking = await Person.open(link.replace(/#.*/, ''), 'Frau Meise');
  await knocking.enter({ password });
  await expect(page.getByRole('listitem').filter({ hasText: 'Herr Star' })).toContainText('Leitung');
  await expect(page.getByRole('status').filter({ hasText: 'Eine Person wartet auf Einlass.' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Frau Meise' })).toContainText('wartet seit');
  await organiser.expectToRead(/^Begonnen um .* von Herr Star\. Der Raum ist von Eva organiser angelegt\.$/);
  await expectAccessible(page, 'who is there');
  await page.setViewportSize(SCREEN);
  await pressOn(page, 'Besprechung für alle beenden');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Besprechung für alle beenden' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await guest.expectToRead('Die Besprechung ist zu Ende');
  await organiser.expectToRead('Gerade ist niemand in der Besprechung.');
  await expect(page.getByRole('heading', { name: 'Niemand ist da' })).toBeFocused();

  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByRole('button', { name: 'Raum löschen' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Raum löschen' }).click();
  await organiser.expectHeading('Räume');
  await organiser.expectToRead('Noch gibt es keinen Raum.');
  expect(page.url()).toBe(`${server.url}/verwaltung/raeume`);
});

it('a seating plan is written by dragging, by keys and from a spreadsheet, and nobody’s change is lost', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { signedIn } = await setUp();
  const organiser = await signedIn();
  const { page } = organiser;
  await page.setViewportSize(SCREEN);
  await makeRoom(page, 'Kreistag');
  await page.getByRole('link', { name: 'Sitzordnung' }).click();
  const csv = Buffer.from('Platz;Name\r\n1;J\xfcrgen Gro\xdf\r\n2;\xd6zlem \xdcnal\r\n3;Anna Vogel\r\n', 'latin1');
  await page.getByLabel('Datei einlesen').setInputFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: csv });
  await expect.poll(() => namesOf(page)).toEqual(['Jürgen Groß', 'Özlem Ünal', 'Anna Vogel']);

  const handle = page.getByRole('button', { name: 'Platz 3 verschieben' });
  const target = await seats(page).first().boundingBox();
  const box = await handle.boundingBox();
  if (box === null || target === null) throw new Error('there is nothing to drag');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, target.y + 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => namesOf(page)).toEqual(['Anna Vogel', 'Jürgen Groß', 'Özlem Ünal']);
  await page.getByRole('button', { name: 'Platz 1 verschieben' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => namesOf(page)).toEqual(['Jürgen Groß', 'Anna Vogel', 'Özlem Ünal']);
  // It goes with its line.
  await expect(page.getByRole('button', { name: 'Platz 2 verschieben' })).toBeFocused();
  await page.getByRole('button', { name: 'Sitzordnung speichern' }).click();
  await organiser.expectToRead('Gespeichert');
  await expectAccessible(page, 'the seating plan');
  await page.getByRole('button', { name: 'Link für Platz 2 erzeugen' }).click();
  const link = page.getByRole('dialog', { name: 'Link für Anna Vogel' });
  await expect(link.getByLabel('Link', { exact: true })).toHaveValue(/\/r\/kreistag-.*#invite=/);
  await page.keyboard.press('Escape');

  const other = await page.context().newPage();
  await other.goto(page.url());
  await seats(other).nth(2).fill('Bernd Star');
  await other.getByRole('button', { name: 'Sitzordnung speichern' }).click();
  await expect(other.getByText('Gespeichert')).toBeVisible();
  await seats(page).first().fill('Clara Specht');
  await page.getByRole('button', { name: 'Sitzordnung speichern' }).click();
  await organiser.expectToRead('Jemand anderes hat die Sitzordnung inzwischen geändert.');
  await expect.poll(() => namesOf(page)).toEqual(['Clara Specht', 'Anna Vogel', 'Özlem Ünal']);
  await page.getByRole('button', { name: 'Geänderte Sitzordnung übernehmen' }).click();
  await expect.poll(() => namesOf(page)).toEqual(['Jürgen Groß', 'Anna Vogel', 'Bernd Star']);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Als Datei sichern' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Kreistag-Sitzordnung.csv');
});

it('the rooms and their settings can be read by everyone on every screen', { timeout: LONG_TEST_MS }, async () => {
  const { signedIn } = await setUp();
  const { page } = await signedIn();
  await page.setViewportSize(SCREEN);
  await makeRoom(page, 'Vorstand');
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByRole('button', { name: 'Raum löschen' })).toBeVisible();
  await expectAccessible(page, 'the settings of a room');
  await page.setViewportSize(SCREEN);
  await page.getByRole('link', { name: 'Räume', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Vorstand' })).toBeVisible();
  await expectAccessible(page, 'the rooms');
});

it('a lost way and a forgotten password can be read by everyone on every screen', {
  timeout: LONG_TEST_MS,
}, async () => {
  // Nothing is sent; where mail is, a link for a new password is offered.
  const { server, signedIn } = await setUp({
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'konferenz@klinik.example',
  });
  const organiser = await signedIn();
  const { page } = organiser;
  await page.goto(`${server.url}/verwaltung/gibt-es-nicht`);
  await organiser.expectHeading('Hier ist nichts.');
  await expectAccessible(page, 'a lost way');
  await page.setViewportSize(SCREEN);
  await organiser.press('Abmelden');
  await organiser.press('Passwort vergessen?');
  await expect(page.getByLabel('E-Mail-Adresse Ihres Kontos')).toBeFocused();
  await expectAccessible(page, 'the form for a forgotten password');
});
