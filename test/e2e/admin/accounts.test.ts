import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { codeAt } from '../../helpers/totp.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectNothingSerious, pressOn, tabTo } from '../support/page/accessibility.ts';
import { expectAccessible, PHONE, SCREEN } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { signIn } from '../support/people/sign-in.ts';
import { startTestServer } from '../support/server/server.ts';

/** What a refused request says in the browser's console. */
const REFUSED = /the server responded with a status of 40[0139]/;

async function setUp() {
  const server = await startTestServer({ OPEN_ROOMS: 'nobody' });
  const { createHouse, accounts, catalogue } = await openTestCatalogue(server.dataDir);
  const house = await createHouse({ name: 'Klinik am See', colour: '#7a1f4b' });
  const open = async (path: string) => {
    const person = await Person.open(`${server.url}${path}`, 'Frau Amsel');
    person.watch.expect(REFUSED);
    return person;
  };
  return { server, accounts, catalogue, house, open };
}

/** By keyboard alone. */
async function typeIn(page: Page, field: string | RegExp, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** On a phone one row is above the page, and everything else behind a button; leaves it open. */
async function expectMenu(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  const way = page.getByRole('link', { name: 'Konto' });
  await expect(way).toHaveCount(0);
  expect(await page.getByRole('banner').evaluate((header) => header.getBoundingClientRect().height)).toBeLessThan(72);
  await pressOn(page, 'Menü');
  await expect(way).toBeVisible();
  await expectNothingSerious(page, 'the menu on a phone');
  await tabTo(page, 'Konto');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Menü' })).toBeFocused();
  await expect(way).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(way).toBeVisible();
}

it('an admin signs in by keyboard on the way to a page, sets up a second factor, and is asked for it the next time', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { server, house, open } = await setUp();
  const admin = await open('/');
  const { page } = admin;
  await pressOn(page, 'Für Organisatoren: anmelden');
  await admin.expectHeading('Anmelden');
  await expectAccessible(page, 'the sign-in page');
  await page.setViewportSize(SCREEN);
  await page.goto(`${server.url}/verwaltung/konto#zwei`);
  await typeIn(page, 'E-Mail-Adresse', house.admin.email);
  await typeIn(page, 'Ihr Passwort', 'nicht das richtige');
  await page.keyboard.press('Enter');
  await admin.expectToRead('E-Mail-Adresse oder Passwort stimmt nicht');
  await page.keyboard.type(house.password);
  await page.keyboard.press('Enter');
  await admin.expectHeading('Ihr Konto');
  expect(page.url()).toBe(`${server.url}/verwaltung/konto#zwei`);
  await expect(page).toHaveTitle('Ihr Konto · Klinik am See');

  await pressOn(page, 'Einrichten');
  await expect(page.getByLabel('Ihr Passwort')).toBeFocused();
  await page.keyboard.type(house.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'QR-Code für Ihre Authenticator-App' })).toBeVisible();
  const secret = (await page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '';
  await page.getByLabel('Die sechs Ziffern').fill(codeAt(secret.replaceAll(' ', '')));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Ihre Ersatzcodes' })).toBeFocused();
  const recovery =
    (await page
      .getByRole('listitem')
      .filter({ hasText: /^\w{4}-/ })
      .first()
      .textContent()) ?? '';
  await pressOn(page, 'Ich habe sie aufbewahrt');
  await expect(page.getByText('Eingeschaltet')).toBeVisible();
  await expectAccessible(page, 'the account');

  await page.setViewportSize(SCREEN);
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await admin.expectHeading('Anmelden');
  await signIn(page, house.admin.email, house.password);
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused();
  await page.keyboard.type(recovery);
  await page.keyboard.press('Enter');
  await admin.expectHeading('Räume');
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: 'Zur Verwaltung Ihrer Räume' })).toBeVisible();
});

it('a new organiser sets a password by the link that an admin was shown, and sees of the house what is theirs to see', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { server, house, open } = await setUp();
  const admin = await open('/verwaltung/organisatoren');
  const { page } = admin;
  await signIn(page, house.admin.email, house.password);
  await admin.expectHeading('Organisatoren');
  await expectAccessible(page, 'the organisers');
  await page.getByRole('button', { name: 'Jemanden aufnehmen' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Karl Nagel');
  await page.getByLabel('E-Mail-Adresse').fill('nagel@klinik.example');
  await page.getByRole('button', { name: 'Konto anlegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link für Karl Nagel' });
  const link = await dialog.getByRole('textbox').inputValue();
  await dialog.getByRole('button', { name: 'Schließen' }).last().click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Karl Nagel' })).toContainText('Noch kein Passwort');

  const organiser = await open(new URL(link).pathname + new URL(link).hash);
  await organiser.expectToRead('nagel@klinik.example');
  await expectAccessible(organiser.page, 'the password by link');
  await organiser.page.getByLabel('Neues Passwort').fill('karlnagel1234');
  await organiser.page.keyboard.press('Enter');
  await organiser.expectToRead('lässt sich zu leicht erraten');
  await organiser.page.getByLabel('Neues Passwort').fill('lampe fisch wolke neun');
  await organiser.page.keyboard.press('Enter');
  await organiser.expectHeading('Räume');
  await expectMenu(organiser.page);
  await expect(organiser.page.getByRole('link', { name: 'Organisatoren' })).toHaveCount(0);
  await organiser.page.getByRole('link', { name: 'Organisation' }).click();
  await expect(organiser.page.getByRole('link', { name: 'Organisation' })).toHaveCount(0);
  await expect(organiser.page.getByRole('button', { name: 'Speichern' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Aktionen für das Konto von Karl Nagel' }).click();
  await page.getByRole('menuitem', { name: 'Konto sperren' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Konto sperren' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Karl Nagel' })).toContainText('Konto gesperrt');
  await organiser.page.setViewportSize(SCREEN);
  await organiser.page.getByRole('link', { name: 'Räume' }).click();
  await expect(organiser.page.getByRole('dialog', { name: 'Bitte melden Sie sich noch einmal an' })).toBeVisible();
  await expect(page).toHaveURL(`${server.url}/verwaltung/organisatoren`);
});

it('whose session ends in the middle of work signs in again over it, and nothing of the work is lost', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { server, accounts, house, open } = await setUp();
  const admin = await open('/verwaltung/organisation');
  const { page } = admin;
  await signIn(page, house.admin.email, house.password);
  await admin.expectHeading('Ihre Organisation');
  await expectAccessible(page, 'the organisation');
  await page.setViewportSize(SCREEN);
  const colour = page.getByLabel('Farbe', { exact: true });
  await colour.fill('#e8b04a');
  await page.getByRole('button', { name: /^#[0-9a-f]{6} nehmen$/ }).click();
  await expect(page.getByText('Schrift ist auf dieser Farbe gut zu lesen.')).toBeVisible();
  const shade = await colour.inputValue();
  await page.getByRole('link', { name: 'Konto' }).click();
  await page.getByRole('button', { name: 'Hier bleiben' }).click();

  await accounts.sessions.closeAll(house.admin.id);
  await page.getByRole('button', { name: 'Speichern' }).click();
  const again = page.getByRole('dialog', { name: 'Bitte melden Sie sich noch einmal an' });
  await again.getByLabel('Ihr Passwort').fill(house.password);
  await again.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(again).toHaveCount(0);
  await expect(colour).toHaveValue(shade);
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Konto' }).click();
  await admin.expectHeading('Ihr Konto');
  await page.goto(`${server.url}/verwaltung/organisation`);
  await expect(colour).toHaveValue(shade);
});

it('a link to set a password that is opened where somebody else is signed in never leads to their pages', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { server, accounts, catalogue, house, open } = await setUp();
  const { id: organiserId, email } = house.organiser;
  const { secret } = await accounts.secondFactor.begin({ organiserId, email });
  const [recovery = ''] = await accounts.secondFactor.confirm(organiserId, codeAt(secret));
  const admin = await open('/verwaltung/organisatoren');
  const { page } = admin;
  await signIn(page, house.admin.email, house.password);
  await admin.expectHeading('Organisatoren');
  const { link } = await catalogue.organisers.makeLink(OPERATOR, organiserId);
  await page.goto(`${server.url}/verwaltung/passwort#link=${link.secret}`);
  await admin.expectToRead(email);
  await page.getByLabel('Neues Passwort').fill('lampe fisch wolke neun');
  await page.keyboard.press('Enter');
  // Their second factor is asked for.
  await admin.expectHeading('Anmelden');
  await signIn(page, email, 'lampe fisch wolke neun');
  await page.getByRole('textbox', { name: 'Code' }).fill(recovery);
  await page.keyboard.press('Enter');
  await admin.expectHeading('Räume');
  await page.goto(`${server.url}/verwaltung/konto`);
  await admin.expectToRead(email);
});
