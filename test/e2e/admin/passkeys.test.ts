import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { confirm, pressOn } from '../support/page/accessibility.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { signIn } from '../support/people/sign-in.ts';
import { startTestServer } from '../support/server/server.ts';

/** What a refused request says in the browser's console. */
const REFUSED = /the server responded with a status of 401/;

/** A device with a finger on it, as Chromium makes one up (WebAuthn Level 3, 11). */
async function plugIn(page: Page) {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setRightFinger: (isUserVerified: boolean) =>
      devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

it('an organiser adds a passkey by keyboard, comes in by it on the way to a page, and takes it away again', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer({ OPEN_ROOMS: 'nobody' });
  const { createHouse, accounts } = await openTestCatalogue(server.dataDir);
  const house = await createHouse({ name: 'Klinik am See' });
  const organiser = await Person.open(`${server.url}/verwaltung/konto`, 'Frau Amsel');
  organiser.watch.expect(REFUSED);
  const { page } = organiser;
  const device = await plugIn(page);
  await signIn(page, house.organiser.email, house.password);
  await organiser.expectHeading('Ihr Konto');

  await pressOn(page, 'Passkey anlegen');
  await expect(page.getByLabel('Bezeichnung')).toBeFocused();
  await expect(page.getByLabel('Ihr Passwort')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await organiser.expectToRead('Bitte geben Sie einen Namen ein');
  await page.keyboard.type('Notebook im <b>Büro</b>');
  await device.setRightFinger(false);
  await page.keyboard.press('Enter');
  await organiser.expectToRead('Es ist nichts geschehen');
  await device.setRightFinger(true);
  await page.keyboard.press('Enter');
  const row = page.getByRole('listitem').filter({ hasText: 'Notebook im <b>Büro</b>' });
  await expect(row).toContainText('Noch nie benutzt');
  await organiser.expectToRead('Ihr Passkey ist angelegt.');
  await expectAccessible(page, 'the account with a passkey');
  await page.setViewportSize(SCREEN);
  await pressOn(page, 'Passkey anlegen');
  await page.keyboard.type('Noch einer');
  await page.keyboard.press('Enter');
  await organiser.expectToRead('Auf diesem Gerät haben Sie schon einen Passkey.');

  // Whose time is over comes in by it over what they were doing.
  await accounts.sessions.closeAll(house.organiser.id);
  await page.keyboard.press('Enter');
  const again = page.getByRole('dialog', { name: 'Bitte melden Sie sich noch einmal an' });
  await again.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await expect(again).toHaveCount(0);
  await expect(page.getByLabel('Bezeichnung')).toHaveValue('Noch einer');
  await page.reload();
  await expect(row).toContainText('Zuletzt benutzt');
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await organiser.expectHeading('Anmelden');
  await expectAccessible(page, 'the sign-in page with passkeys');
  await page.setViewportSize(SCREEN);
  await page.goto(`${server.url}/verwaltung/konto#hier`);
  await pressOn(page, 'Mit Passkey anmelden');
  await organiser.expectHeading('Ihr Konto');
  expect(page.url()).toBe(`${server.url}/verwaltung/konto#hier`);

  await pressOn(page, 'Umbenennen: Notebook im <b>Büro</b>');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Altes Notebook');
  await page.keyboard.press('Enter');
  const renamed = page.getByRole('listitem').filter({ hasText: 'Altes Notebook' });
  await expect(renamed).toBeVisible();
  await pressOn(page, 'Entfernen: Altes Notebook');
  await confirm(page, '„Altes Notebook“ entfernen?');
  await expect(renamed).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Passkeys' })).toBeFocused();
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await pressOn(page, 'Mit Passkey anmelden');
  await organiser.expectToRead('Mit diesem Passkey geht es hier nicht.');
});
