import type { Locator } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { expectLaidOut } from '../support/page/laid-out.ts';
import { Desk } from '../support/people/desk.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const column = ({ page }: Person): Locator => page.getByRole('region', { name: 'Hinweise' });
const notice = (person: Person, name: string): Locator => column(person).locator(`[data-notice="${name}"]`);

const PARTS = 'section[aria-label="Hinweise"] > *, nav[aria-label="Steuerung"], main, header:has(h1)';

it('poll, countdown, floor, attendance and notices stand below one another on every screen, and cover nothing', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ attendanceDays: 30 });
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const guest = await Person.join(room.link, 'Gast');
  await guest.control('Melden').click();
  await chair.openPeople();
  await chair.press('Nächste Wortmeldung');
  await chair.control('Mehr').click();
  await chair.page.getByRole('menuitem', { name: 'Mit Ankündigung schließen …' }).click();
  await chair.press('Ankündigen');
  await chair.control('Umfragen').click();
  await chair.press('Neue Umfrage');
  await chair.page.getByRole('textbox', { name: 'Frage' }).fill('Vertagen wir die Sitzung auf den nächsten Mittwoch?');
  await chair.press('Umfrage starten');
  await chair.openPart('Für alle');
  const poll = guest.page.getByRole('region', { name: 'Umfrage', exact: true });
  await expect(poll).toBeVisible();
  await expectLaidOut(guest, 'all there is to be read', PARTS);
  // The vote that is still to be cast stays; what is only to be read shrinks, and comes back on a press.
  await expect(notice(guest, 'attendance')).toHaveCount(0);
  await expect(notice(guest, 'closing')).toHaveCount(0);
  await expect(poll).toBeVisible();
  await guest.page.getByRole('button', { name: /^Schließt in/ }).click();
  await expect(notice(guest, 'closing')).toContainText('Die Besprechung schließt in');
  await guest.page.getByRole('button', { name: /^Anwesenheit wird/ }).click();
  await expect(notice(guest, 'attendance')).toContainText('Die Liste wird nach 30 Tagen gelöscht.');
});

it('a chair who comes after somebody has knocked reads of it, and those inside read that the lobby is on', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ lobby: 'on' });
  const guest = await Person.open(room.link, 'Gast');
  await guest.enter();
  await guest.expectToRead('Gleich geht es los, Gast.');
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  await expect(notice(chair, 'waiting')).toContainText('1 Person wartet auf Einlass.');
  const { desk } = await Desk.pair(chair);
  const onDesk = desk.page.locator('[data-notices]');
  await expect(onDesk).toContainText('1 Person wartet auf Einlass.');
  await chair.page.keyboard.press('Escape');
  await chair.openPart('Einlass');
  await chair.switch('Wartebereich').uncheck();
  await guest.expectAtTable();
  await expect(notice(guest, 'lobby-changed')).toHaveCount(0);
  await chair.switch('Wartebereich').check();
  await expect(notice(guest, 'lobby-changed')).toContainText('Der Wartebereich ist jetzt an');
  await expect(onDesk).toContainText('Der Wartebereich ist jetzt an');
});

it('every press on a refused microphone or camera shows and says why, and the button’s name says it too', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(room.link, 'Anna', { pattern: RED_GREEN, permissions: [] });
  const REFUSED = /^Das Mikrofon ist für diese Seite nicht erlaubt/;
  // Before that the button takes back what is under way.
  await anna.expectToRead('Kamera und Mikrofon sind für diese Seite nicht erlaubt.');
  await anna.expectToBeTold(REFUSED, () => anna.press(/^Mikrofon/));
  await expect(anna.button(/^Mikrofon ?, aus: nicht erlaubt$/)).toBeVisible();
  await anna.enter();
  await anna.expectAtTable();
  await expect(notice(anna, 'capture-microphone')).toHaveCount(0);
  for (const [button, name, text] of [
    ['Mikrofon', 'capture-microphone', REFUSED],
    ['Kamera', 'capture-camera', /^Die Kamera ist für diese Seite nicht erlaubt/],
  ] as const) {
    await expect(anna.control(new RegExp(`^${button} ?, aus: nicht erlaubt$`))).toBeVisible();
    await anna.expectToBeTold(text, () => anna.control(button).click());
    await expect(notice(anna, name)).toContainText(text);
    await notice(anna, name).getByRole('button', { name: 'Hinweis schließen' }).click();
    await expect(notice(anna, name)).toHaveCount(0);
    await anna.expectToBeTold(text, () => anna.control(button).click());
    await expect(notice(anna, name)).toContainText(text);
  }
});
