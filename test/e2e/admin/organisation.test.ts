import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { confirm, expectNothingSerious, pressOn, tabTo } from '../support/page/accessibility.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { signIn } from '../support/people/sign-in.ts';
import { startTestServer } from '../support/server/server.ts';

/** What a refused request says in the browser's console. */
const REFUSED = /the server responded with a status of 40[01]/;
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="32"><rect width="96" height="32"/></svg>';
/** A name that leads nowhere (RFC 6761, 6.4). */
const HOOK = 'https://programm.invalid/konferenz';

/** An admin of a house at a server that sends mail, signed in. */
async function setUp() {
  const mail = await startMailServer();
  const server = await startTestServer({
    OPEN_ROOMS: 'nobody',
    SMTP_URL: `smtp://127.0.0.1:${mail.settings.port}`,
    MAIL_FROM: 'Konferenz <konferenz@tafelrunde.example>',
  });
  const { createHouse } = await openTestCatalogue(server.dataDir);
  const house = await createHouse({ name: 'Klinik am See' });
  const admin = await Person.open(`${server.url}/verwaltung/organisation`, 'Frau Amsel');
  admin.watch.expect(REFUSED);
  const { page } = admin;
  await signIn(page, house.admin.email, house.password);
  await page.setViewportSize(SCREEN);
  return { mail, server, house, admin, page };
}

const focused = (page: Page) => page.locator(':focus');
const said = (page: Page, text: string | RegExp) => page.locator('[role=status]').filter({ hasText: text });

it('an admin gives the house its holidays, its logo and an address for its programs, by keyboard alone', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { admin, page } = await setUp();
  // Takes effect a little later.
  let file = 'kein Bild';
  page.on('filechooser', (chooser) =>
    chooser.setFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(file) }),
  );
  await admin.expectHeading('Ihre Organisation');
  await tabTo(page, 'Bundesland');
  await page.keyboard.type('Bay');
  await expect(page.getByLabel('Bundesland')).toHaveValue('BY');
  await pressOn(page, 'Speichern');
  await admin.expectToRead('Gespeichert');

  await pressOn(page, 'Bild wählen');
  await expect(page.getByRole('alert').filter({ hasText: 'lässt sich nicht als Bild lesen' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bild wählen' })).toBeFocused();
  file = LOGO;
  await page.keyboard.press('Enter');
  await expect(said(page, 'Das Logo ist übernommen.')).toBeVisible();
  const logo = page.getByRole('img', { name: 'Logo von Klinik am See' });
  await expect(logo).toHaveJSProperty('naturalWidth', 96);

  await pressOn(page, 'Adresse eintragen');
  await expect(page.getByLabel('Adresse des Programms')).toBeFocused();
  await page.keyboard.type('http://klinik.example');
  await pressOn(page, 'Eintragen');
  await admin.expectToRead('Bitte geben Sie eine Adresse ein, die mit https:// beginnt');
  await expect(page.getByLabel('Adresse des Programms')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('https://127.0.0.1/konferenz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'An diese Adresse wird nichts geschickt' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(HOOK);
  await page.keyboard.press('Enter');
  const secret = page.getByRole('textbox', { name: 'Geheimnis' });
  await expect(secret).toBeFocused();
  await expect(secret).toHaveValue(/^whsec_/);
  await expect(said(page, 'Dieses Geheimnis steht nur jetzt hier.')).toBeAttached();
  await pressOn(page, `Testmeldung schicken: ${HOOK}`);
  const delivery = page
    .getByRole('listitem')
    .filter({ hasText: /Den Namen gibt es nicht|Nicht zu erreichen/ })
    .last();
  await expect(delivery).toContainText('Testmeldung');
  await expect(said(page, /^Testmeldung: /)).toBeAttached();
  await expectAccessible(page, 'the organisation with all that it may have');
  await page.setViewportSize(SCREEN);

  await pressOn(page, 'Ich habe das Geheimnis eingetragen');
  await expect(secret).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Meldungen an Programme' })).toBeFocused();
  await pressOn(page, `Anhalten: ${HOOK}`);
  await expect(page.getByRole('button', { name: `Fortsetzen: ${HOOK}` })).toBeFocused();
  await admin.expectToRead('Angehalten');
  await page.reload();
  await expect(secret).toHaveCount(0);
  await pressOn(page, `Löschen: ${HOOK}`);
  await confirm(page, 'Adresse löschen?');
  await expect(page.getByText(HOOK)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Meldungen an Programme' })).toBeFocused();

  await pressOn(page, 'Was gespeichert ist, ansehen');
  await admin.expectHeading('Was gespeichert ist, und bis wann');
  const kept = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Organisationen und Konten' }) });
  await expect(kept).toContainText('bis das Konto gelöscht wird');
  await expect(kept).toContainText(/\d Einträge, der älteste vom/);
  await expectAccessible(page, 'what is kept of the organisation');
  await page.setViewportSize(SCREEN);
  await pressOn(page, 'Ihre Organisation');
  await admin.expectHeading('Ihre Organisation');

  await pressOn(page, 'Logo entfernen');
  await expect(page.getByRole('alertdialog', { name: 'Logo entfernen?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Logo entfernen' })).toBeFocused();
  await expect(logo).toBeVisible();
  await page.keyboard.press('Enter');
  await confirm(page, 'Logo entfernen?');
  await expect(said(page, 'Das Logo ist entfernt.')).toBeVisible();
  await expect(logo).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Bild wählen' })).toBeFocused();
});

it('an admin mails somebody a link, makes them an admin too, and looks after the own account, by keyboard alone', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { mail, server, house, admin, page } = await setUp();
  await admin.expectHeading('Ihre Organisation');
  await pressOn(page, 'Organisatoren');
  await admin.expectHeading('Organisatoren');
  const menu = 'Aktionen für das Konto von Eva organiser';
  await pressOn(page, menu);
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await expectNothingSerious(page, 'the menu of an account');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: menu })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Neuen Link per');
  await page.keyboard.press('Enter');
  await confirm(page, 'Eva organiser einen neuen Link schicken?');
  const { parsed } = await mail.mailTo(house.organiser.email);
  expect(parsed.text).toMatch(/\/verwaltung\/passwort#link=/);
  await expect(said(page, `abgeschickt`)).toBeVisible();
  await expect(page.getByRole('button', { name: menu })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Verw');
  await page.keyboard.press('Enter');
  await confirm(page, 'Eva organiser das Verwaltungsrecht geben?');
  const row = page.getByRole('listitem').filter({ hasText: 'Eva organiser' });
  await expect(row).toContainText('Verwaltungsrecht');
  await expectAccessible(page, 'the organisers');
  await page.setViewportSize(SCREEN);

  await new AccountClient(server.url).signIn(house.admin.email, house.password);
  await pressOn(page, 'Konto');
  await admin.expectHeading('Ihr Konto');
  await pressOn(page, /^Abmelden: Browser, der seit/);
  await expect(page.getByText('Ein anderer Browser')).toHaveCount(0);

  await pressOn(page, 'Adresse anlegen');
  const address = page.getByRole('textbox', { name: 'Geheime Adresse' });
  await expect(address).toBeFocused();
  const first = await address.inputValue();
  await pressOn(page, 'Neue Adresse anlegen');
  await confirm(page, 'Neue Adresse anlegen?');
  await expect(address).not.toHaveValue(first);
  await expect(address).toBeFocused();
  const read = async (url: string) => (await fetch(`${server.url}${new URL(url).pathname}`)).status;
  const second = await address.inputValue();
  expect([await read(first), await read(second)]).toEqual([404, 200]);

  await pressOn(page, 'Zugang anlegen');
  await expect(page.getByLabel('Wofür')).toBeFocused();
  await pressOn(page, 'Zugang anlegen');
  await admin.expectToRead('Bitte geben Sie einen Namen ein.');
  await expect(page.getByLabel('Wofür')).toBeFocused();
  await page.keyboard.type('Terminplan');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Bitte wählen Sie mindestens eines.' })).toBeVisible();
  await tabTo(page, 'Reservierungen ansehen');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const key = page.getByRole('textbox', { name: 'Schlüssel' });
  await expect(key).toBeFocused();
  await expectAccessible(page, 'the account with all that it may have');
  await page.setViewportSize(SCREEN);
  await pressOn(page, 'Ich habe ihn eingetragen');
  await expect(key).toHaveCount(0);
  await pressOn(page, 'Sperren: Terminplan');
  await confirm(page, 'Zugang sperren?');
  await expect(page.getByText('Terminplan')).toHaveCount(0);
  await expect(focused(page)).toHaveText('Zugang für Programme');

  await pressOn(page, 'Adresse abschalten');
  await confirm(page, 'Adresse abschalten?');
  await expect(said(page, 'Die Adresse ist abgeschaltet.')).toBeVisible();
  await expect(address).toHaveCount(0);
  expect(await read(second)).toBe(404);
  await page.reload();
  await admin.expectHeading('Ihr Konto');
  await expect(address).toHaveCount(0);
});
