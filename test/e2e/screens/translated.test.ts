import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW } from '../support/media/pattern.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { Desk } from '../support/people/desk.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

/** Opens the link in a browser that translates what it shows. */
async function openTranslated(
  link: string,
  name: string,
  sends: Parameters<typeof Person.open>[2] = {},
): Promise<Person> {
  const person = await Person.open(link, name, sends);
  await addPageScript(person.context, 'translator.ts');
  await person.page.reload();
  await expect(person.page.locator('font').first()).toBeAttached();
  return person;
}

/** These would be another name if they were translated. */
async function expectNotTranslated(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await expect(page.getByText(name).filter({ visible: true }).first(), name).toBeVisible();
    await expect(page.locator('font', { hasText: name }), name).toHaveCount(0);
  }
}

it('a page that the browser translates works through door, lobby, table, panels and menus, and its words stay true', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', password: 'Tulpen im April' });
  const chair = await openTranslated(room.moderatorLink, 'Frau Vorsitz');
  await chair.enter();
  await chair.expectAtTable();
  const guest = await openTranslated(room.link, 'Gast', { pattern: BLUE_YELLOW, cameraOn: false });
  await guest.enter({ password: 'falsch' });
  await guest.expectToRead(/^Passwort oder Link stimmt nicht/);
  await guest.enter({ password: 'Tulpen im April' });
  await guest.expectToRead('Gleich geht es los, Gast.');
  await expectNotTranslated(guest.page, 'Tafelrunde', 'English', 'Runde', 'Gast');

  await chair.expectToRead('Gast bittet um Einlass.');
  await expectNotTranslated(chair.page, 'Gast', 'Frau Vorsitz');
  await chair.openPart('Einlass');
  await chair.press('Nachricht an Gast');
  await expectNotTranslated(chair.page, 'Gast');
  await chair.page.keyboard.press('Escape');
  await chair.press('Gast abweisen');
  await expectNotTranslated(chair.page, 'Gast');
  await chair.page.keyboard.press('Escape');
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
  await chair.expectToHear(guest);
  await expect(chair.peoplePanel.getByRole('heading', { level: 2 })).toContainText('2');

  await guest.control('Melden').click();
  await chair.press('Nächste Wortmeldung');
  await guest.expectToRead('Sie haben das Wort.');
  await chair.expectToRead('Das Wort hat Gast.');
  await expectNotTranslated(chair.page, 'Gast', 'Frau Vorsitz');
  await chair.press('Gast das Wort entziehen');
  await expect(guest.page.getByText('Sie haben das Wort.', { exact: true })).toHaveCount(0);

  await chair.control('Chat').click();
  await chair.page.getByLabel('Nachricht', { exact: true }).fill('Siehe https://example.org/tagesordnung, bitte.');
  await chair.press('Senden');
  await expect(guest.control('Chat')).toContainText('1');
  await guest.control('Chat').click();
  await expect(guest.page.getByRole('log')).toContainText('Siehe https://example.org/tagesordnung, bitte.');
  await expectNotTranslated(guest.page, 'https://example.org/tagesordnung', 'Frau Vorsitz');
  await guest.page.getByRole('complementary').getByRole('button', { name: 'Schließen' }).click();

  await chair.control('Umfragen').click();
  await chair.press('Neue Umfrage');
  await chair.page.getByRole('textbox', { name: 'Frage' }).fill('Vertagen?');
  await chair.press('Umfrage starten');
  await guest.page.getByRole('radio', { name: 'Ja' }).check();
  await guest.press('Abstimmen');
  await guest.expectToRead('Sie haben abgestimmt.');
  await chair.press('Umfrage beenden');
  await chair.page.getByRole('alertdialog').getByRole('button', { name: 'Umfrage beenden' }).click();
  await guest.expectToRead(/1 Stimme, 100 %/);
  await expectNotTranslated(guest.page, 'Gast', 'Frau Vorsitz');

  // Every word on the page is another one now: none that React could not reach may stay.
  await guest.control('Mehr').click();
  await guest.page.getByRole('menuitem', { name: 'English' }).click();
  const bar = guest.page.getByRole('navigation', { name: 'Controls' });
  await expect(bar).toContainText('Leave');
  for (const german of ['Mikrofon', 'Melden', 'Verlassen', 'Mehr']) await expect(bar).not.toContainText(german);

  await chair.control('Verlassen').click();
  await chair.press('Nur ich gehe');
  await chair.press('Wieder eintreten');
});

it('a console that the browser translates works too', { timeout: LONG_TEST_MS }, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  const { desk } = await Desk.pair(chair);
  // From its next load on; the console comes back to its desk.
  await addPageScript(desk.context, 'translator.ts');
  await desk.page.reload();
  await desk.expectReady();
  await expect(desk.page.locator('font').first()).toBeAttached();
  await expectNotTranslated(desk.page, 'Runde', 'Bernd', 'Frau Vorsitz');
  await desk.page.getByRole('button', { name: 'Mehr zu Bernd' }).tap();
  await desk.page.getByRole('menuitem', { name: 'Aus dem Raum entfernen' }).tap();
  await expectNotTranslated(desk.page, 'Bernd');
  await desk.press('Abbrechen');
  await desk.switchOf('Bernd', 'Mikrofon').tap();
  await expect(desk.switchOf('Bernd', 'Mikrofon')).toHaveAttribute('data-state', 'off');
  await guest.control('Melden').click();
  await desk.hands.getByRole('button', { name: 'Bernd das Wort erteilen' }).tap();
  await guest.expectToRead('Sie haben das Wort.');
  await expect(desk.hands).toContainText('Das Wort hat Bernd.');
  await expectNotTranslated(desk.page, 'Bernd');
});
