import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { buttonBoxes, expectNothingSerious, tabTo } from '../support/page/accessibility.ts';
import { Desk } from '../support/people/desk.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const NARROWEST = { width: 320, height: 640 };
/** CSS pixels; browsers lay out in fractions, which a panel on its way in shows. */
const FINGER = 43.99;

it('axe finds nothing serious at the door, in the lobby, at the table, in its panel, menus and questions', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', lobbyMessage: 'Wir beginnen um neun.' });
  const chair = await Person.open(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN });
  await chair.expectHeading('Schön, dass Sie da sind.');
  await expectNothingSerious(chair.page, 'the door');
  await chair.enter();
  await chair.expectAtTable();

  const guest = await Person.open(room.link, 'Gast');
  await guest.page.getByText('Geräte wählen').click();
  await guest.page.getByLabel('Hintergrund').selectOption('Eigenes Bild');
  await expect(guest.button('Bild wählen')).toBeVisible();
  await expectNothingSerious(guest.page, 'the devices at the door, with a background');
  await guest.enter();
  await guest.expectHeading('Gleich geht es los, Gast.');
  await expectNothingSerious(guest.page, 'the lobby');

  await chair.openPeople();
  await expect(chair.lobby).toBeVisible();
  await expectNothingSerious(chair.page, 'the people panel with somebody waiting');
  await chair.press('Gast einlassen');
  await guest.expectAtTable();
  await guest.expectToSee(chair);
  await expectNothingSerious(guest.page, 'the table');
  await guest.control('Mehr').click();
  await guest.page.getByRole('menuitem', { name: 'Geräte und Ton' }).click();
  await expect(guest.button('Bild wählen')).toBeVisible();
  await expectNothingSerious(guest.page, 'the devices, with a background');
  await guest.page.keyboard.press('Escape');

  await chair.control('Mehr').click();
  await expect(chair.page.getByRole('menu')).toBeVisible();
  await expectNothingSerious(chair.page, 'the menu');
  await chair.page.getByRole('menuitem', { name: 'Geräte und Ton' }).click();
  await expect(chair.page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(chair.page, 'the devices');
  await chair.page.keyboard.press('Escape');
  await chair.control('Mehr').click();
  await chair.page.getByRole('menuitem', { name: 'Nur Ton' }).click();
  await chair.switch('Nur Ton').check();
  await expectNothingSerious(chair.page, 'what saves a weak line');
  await chair.page.keyboard.press('Escape');
  await expect(chair.button('Bilder wieder zeigen')).toBeVisible();
  await expectNothingSerious(chair.page, 'the table without pictures');
  await chair.press('Bilder wieder zeigen');

  await chair.actOn(guest, 'Aus dem Raum entfernen');
  await expect(chair.page.getByRole('alertdialog')).toBeVisible();
  await expectNothingSerious(chair.page, 'the question before a removal');
  await chair.press('Entfernen');
  await guest.expectHeading('Sie wurden aus dem Raum entfernt.');
  await expectNothingSerious(guest.page, 'the way out');
});

it('axe finds nothing serious on any screen of the chair, and on what the others see of it', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on', lobbyReplies: true });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.open(room.link, 'Gast', { pattern: BLUE_YELLOW });
  await guest.enter();
  await chair.openPart('Einlass');
  await chair.press('Nachricht an Gast');
  await expect(chair.page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(chair.page, 'a message to somebody who waits');
  await chair.page.getByLabel('Ihre Nachricht').fill('Gleich.');
  await chair.press('Senden');
  await guest.expectToRead('Gleich.');
  await guest.page.getByLabel('Ihre Antwort an die Leitung').fill('Danke.');
  await guest.press('Senden');
  await expect(chair.lobby.getByText('Danke.')).toBeVisible();
  await expectNothingSerious(guest.page, 'the lobby with texts');
  await chair.press('Gast abweisen');
  await expect(chair.page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(chair.page, 'the denial');
  await chair.page.keyboard.press('Escape');
  await chair.press('Gast einlassen');
  await guest.expectAtTable();

  await chair.openPart('Verbindungen');
  await expect(chair.peoplePanel.locator('[data-line]')).toHaveCount(2);
  await expectNothingSerious(chair.page, 'everybody’s line');
  await chair.openPart('Für alle');
  await expectNothingSerious(chair.page, 'the rules for all');
  await chair.press('Alle stumm schalten außer …');
  await expect(chair.page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(chair.page, 'the choice of who stays to be heard');
  await chair.page.keyboard.press('Escape');
  await chair.actOn(guest, 'Stumm schalten');
  await chair.actOn(guest, 'Um das Mikrofon bitten');
  await expect(guest.page.getByRole('alertdialog')).toBeVisible();
  await expectNothingSerious(guest.page, 'the question of the chair');
  // Two keys and no mouse: the focus is in the question, and its first button is the answer.
  await guest.page.keyboard.press('Tab');
  await guest.page.keyboard.press('Enter');
  await expect(guest.control('Mikrofon')).toHaveAttribute('aria-pressed', 'true');

  await chair.switch('Mikrofone sperren').check();
  await guest.control(/^Mikrofon\b.*gesperrt$/).click();
  await expect(guest.page.getByRole('dialog')).toBeVisible();
  await expectNothingSerious(guest.page, 'why the microphone is locked');
  await guest.press('Hand heben');
  await expect(chair.button('Nächste Wortmeldung')).toBeVisible();
  await expectNothingSerious(chair.page, 'the queue of hands');
  await chair.press('Nächste Wortmeldung');
  await guest.expectToRead('Sie haben das Wort.');
  await chair.control('Mehr').click();
  await chair.page.getByRole('menuitem', { name: 'Mit Ankündigung schließen …' }).click();
  await expectNothingSerious(chair.page, 'the announcement of the end');
  await chair.press('Ankündigen');
  await guest.expectToRead(/^Die Besprechung schließt in/);
  await guest.control('Mehr').click();
  await guest.page.getByRole('menuitem', { name: 'Mikrofon und Kamera: Einschalten erlauben' }).click();
  await guest.switch('Die Leitung darf mein Mikrofon einschalten').check();
  await expectNothingSerious(guest.page, 'the consent');
  await guest.page.keyboard.press('Escape');
  await expectNothingSerious(guest.page, 'the table with floor, countdown and consent');
});

it('axe finds nothing serious at a door that refuses, in a lobby that asks for the password, in what is asked before leaving, and on the console', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ password: 'Tulpen im April', lobby: 'without-password' });
  const guest = await Person.open(`${room.link}#invite=${'x'.repeat(43)}`, 'Frau Vorsitz');
  await guest.enter();
  await guest.expectToRead(/^Ihre Einladung gilt nicht mehr/);
  await expectNothingSerious(guest.page, 'the door with a dead invitation');
  await guest.page.getByLabel('Passwort des Raums').fill('Tulpen im Mai');
  await guest.press('Mit Passwort eintreten');
  await guest.expectToRead(/^Passwort oder Link stimmt nicht/);
  await expectNothingSerious(guest.page, 'the door with a wrong password');
  await guest.page.getByLabel('Passwort des Raums').fill('');
  await guest.press('Um Einlass bitten');
  await expect(guest.button('Mit Passwort eintreten')).toBeVisible();
  await expectNothingSerious(guest.page, 'the lobby that asks for the password');
  await guest.press('Nicht mehr warten');
  await expectNothingSerious(guest.page, 'the question before one waits no more');
  await guest.press('Weiter warten');

  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const { desk } = await Desk.pair(chair);
  await chair.page.keyboard.press('Escape');
  await expect(desk.lobby).toContainText('nicht die Leitung');
  await expectNothingSerious(desk.page, 'the console with somebody who is not the chair');
  await desk.lobby.getByRole('button', { name: /^Frau Vorsitz.* einlassen$/ }).tap();
  await guest.expectAtTable();
  await expectNothingSerious(guest.page, 'the table with a name that is marked');
  await desk.press('Umfragen');
  await expectNothingSerious(desk.page, 'the polls of the console');
  await desk.page.keyboard.press('Escape');

  for (const item of ['Sitzordnung', 'Andere einladen', 'Tastenkürzel', 'Regiepult verbinden']) {
    await chair.control('Mehr').click();
    await chair.page.getByRole('menuitem', { name: item }).click();
    await expect(chair.page.getByRole('dialog')).toBeVisible();
    await expectNothingSerious(chair.page, item);
    await chair.page.keyboard.press('Escape');
  }
  await chair.control('Verlassen').click();
  await expect(chair.button('Nur ich gehe')).toBeVisible();
  await expectNothingSerious(chair.page, 'the question whether for all');
  await chair.press('Nur ich gehe');
  await expect(chair.button('Wieder eintreten')).toBeVisible();
  await expectNothingSerious(chair.page, 'the way back');
});

it('a meeting goes by keyboard alone: in, muted, people, out', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ password: 'Tulpen im April' });
  const anna = await Person.join(room.moderatorLink, 'Anna');
  const bernd = await Person.open(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  const { keyboard } = bernd.page;

  await tabTo(bernd.page, 'Ihr Name');
  await keyboard.type('Bernd');
  await tabTo(bernd.page, 'Passwort des Raums');
  await keyboard.type('Tulpen im April');
  await keyboard.press('Enter');
  await bernd.expectAtTable();
  await anna.expectToHear(bernd);

  await tabTo(bernd.page, 'Mikrofon');
  await keyboard.press('Space');
  await expect(bernd.control('Mikrofon')).toHaveAttribute('aria-pressed', 'false');
  await anna.expectToHear();

  await tabTo(bernd.page, 'Personen');
  await keyboard.press('Enter');
  await expect(bernd.peoplePanel).toBeVisible();
  await keyboard.press('Escape');
  await expect(bernd.peoplePanel).toHaveCount(0);

  await tabTo(bernd.page, 'Mehr');
  await keyboard.press('Enter');
  await expect(bernd.page.getByRole('menu')).toBeVisible();
  await keyboard.press('Escape');
  await expect(bernd.page.getByRole('menu')).toHaveCount(0);

  await tabTo(bernd.page, 'Verlassen');
  await keyboard.press('Enter');
  await expect(bernd.button('Hier bleiben')).toBeFocused();
  await tabTo(bernd.page, 'Verlassen');
  await keyboard.press('Enter');
  await bernd.expectHeading('Sie haben den Raum verlassen.');
  await expect(anna.tiles).toHaveCount(1);
});

it('a meeting is chaired by keyboard alone: let in, locked, called up, removed', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.open(room.link, 'Gast');
  await guest.enter();
  const { keyboard } = chair.page;
  await tabTo(chair.page, 'Personen , 1 Person wartet');
  await keyboard.press('Enter');
  await tabTo(chair.page, 'Auswählen: Gast');
  await keyboard.press('Space');
  await tabTo(chair.page, 'Ausgewählte einlassen (1)');
  await keyboard.press('Enter');
  await guest.expectAtTable();

  await tabTo(chair.page, 'Für alle');
  await keyboard.press('Enter');
  await tabTo(chair.page, 'Mikrofone sperren');
  await keyboard.press('Space');
  await tabTo(guest.page, 'Melden');
  await guest.page.keyboard.press('Enter');
  await expect(chair.button('Nächste Wortmeldung')).toBeVisible();
  await chair.openPeople();
  await tabTo(chair.page, 'Nächste Wortmeldung');
  await keyboard.press('Enter');
  await guest.expectToRead('Sie haben das Wort.');

  await tabTo(chair.page, 'Aktionen für Gast');
  await keyboard.press('Enter');
  await expect(chair.page.getByRole('menu')).toBeVisible();
  await keyboard.type('Aus dem');
  await expect(chair.page.getByRole('menuitem', { name: 'Aus dem Raum entfernen' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(chair.page.getByRole('alertdialog')).toBeVisible();
  await tabTo(chair.page, 'Entfernen');
  await keyboard.press('Enter');
  await guest.expectHeading('Sie wurden aus dem Raum entfernt.');
});

it('on the narrowest screen nothing is cut off, and everything is large enough for a finger', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(room.moderatorLink, 'Anna', { pattern: RED_GREEN });
  await anna.page.setViewportSize(NARROWEST);
  await expectReflow(anna.page, 'the door');
  await anna.enter();
  await anna.expectAtTable();
  await expectReflow(anna.page, 'the table');
  await anna.openPeople();
  await expectReflow(anna.page, 'the people panel');
});

/** WCAG 2.2, 1.4.10 and 2.5.5: no scrolling sideways, every visible button inside the screen and not too small. */
async function expectReflow(page: Page, place: string): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width, `${place} is as wide as the screen`).toBeLessThanOrEqual(NARROWEST.width);
  for (const { name, left, right, smaller } of await buttonBoxes(page)) {
    expect(left, `${place}: ${name}`).toBeGreaterThanOrEqual(0);
    expect(right, `${place}: ${name}`).toBeLessThanOrEqual(NARROWEST.width);
    expect(smaller, `${place}: ${name}`).toBeGreaterThanOrEqual(FINGER);
  }
}
