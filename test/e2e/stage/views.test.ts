import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, ORANGE_GREY, RED_GREEN } from '../support/media/pattern.ts';
import { MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
import { openSlides, SHARES_SLIDES } from '../support/media/slides.ts';
import { expectNothingSerious } from '../support/page/accessibility.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };

/** The dialog in which one chooses how one sees the table, wherever its button is. */
async function openView(person: Person): Promise<void> {
  const button = person.control(/^Ansicht$/);
  if (await button.isVisible()) await button.click();
  else {
    await person.control('Mehr').click();
    await person.page.getByRole('menuitem', { name: 'Ansicht' }).click();
  }
}

async function choose(person: Person, ...options: readonly string[]): Promise<void> {
  await openView(person);
  for (const option of options) await person.page.getByRole('radio', { name: option }).check();
  await person.page.keyboard.press('Escape');
  await expect(person.page.getByRole('dialog')).toHaveCount(0);
}

const widthOf = async (person: Person, other: Person) => (await person.tileOf(other).boundingBox())?.width ?? 0;

it('a phone turns pages of people, says which, receives nobody of another page, and shows who speaks there', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ maxParticipants: 40 });
  const bernd = await Person.join(room.moderatorLink, 'Bernd', { pattern: BLUE_YELLOW });
  const others = Array.from({ length: 12 }, (_, index) => `Gast ${index}`);
  const { pass } = await meetingOf(server, room, others);
  const anna = await Person.join(`${room.link}#invite=${pass}`, 'Anna');
  await anna.page.setViewportSize(PHONE);
  await anna.expectToSee(bernd);
  await anna.expectToRead('1 von 2');

  await anna.expectToBeTold('Seite 2 von 2', () => anna.press('Nächste Seite'));
  await expect(anna.tileOf(bernd)).toHaveCount(0);
  await expect(anna.page.locator('main video')).toHaveCount(0);
  await expectNothingSerious(anna.page, 'the second page');
  await anna.press(/^Bernd spricht$/);
  await anna.expectToSee(bernd);

  await anna.page.keyboard.press('PageDown');
  await anna.expectToRead('2 von 2');
  await anna.page.keyboard.press('PageUp');
  await expect(anna.tileOf(bernd)).toBeVisible();
  await anna.page.setViewportSize(DESKTOP);
  await expect(anna.tiles).toHaveCount(15);
  const pager = anna.page.getByRole('group', { name: 'Seiten mit Personen' });
  await expect(pager).toHaveCount(0);

  await choose(anna, 'Höchstens 4');
  await expect(anna.tiles).toHaveCount(4);
  await anna.expectToSee(bernd);
  await anna.press('Nächste Seite');
  await anna.expectToRead('2 von 4');
  await expect(anna.page.locator('main video')).toHaveCount(0);
  await choose(anna, 'So viele, wie passen');
  await expect(anna.tiles).toHaveCount(15);
  await expect(pager).toHaveCount(0);
});

it('who speaks grows large by choice, one’s own picture goes, the others go, and the chair shows it to all who like it', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  const cleo = await Person.join(room.link, 'Cleo');
  for (const { page } of [chair, bernd, cleo]) await page.setViewportSize(DESKTOP);
  await bernd.control('Mikrofon').click();

  await openView(cleo);
  await expectNothingSerious(cleo.page, 'the view');
  const isFull = () => cleo.page.evaluate('document.fullscreenElement !== null');
  await cleo.press('Vollbild');
  await expect.poll(isFull).toBe(true);
  await cleo.press('Vollbild beenden');
  await expect.poll(isFull).toBe(false);
  await cleo.page.keyboard.press('Escape');
  await choose(cleo, 'Wer spricht, groß', 'Klein in der Ecke');
  await expect.poll(() => widthOf(cleo, chair)).toBeGreaterThan(900);
  await expect(cleo.tileOf(cleo)).toHaveCount(0);
  await expectNothingSerious(cleo.page, 'who speaks, large');
  await chair.control('Mikrofon').click();
  await bernd.control('Mikrofon').click();
  await expect.poll(() => widthOf(cleo, bernd), { timeout: MEDIA_TIMEOUT_MS }).toBeGreaterThan(900);
  // Remembered, in this browser alone.
  await cleo.page.reload();
  await cleo.expectAtTable();
  await expect.poll(() => widthOf(cleo, bernd), { timeout: MEDIA_TIMEOUT_MS }).toBeGreaterThan(900);
  expect(await widthOf(chair, bernd)).toBeLessThan(900);
  await choose(cleo, 'Alle, und ein geteilter Bildschirm groß', 'An meinem Platz');
  await cleo.expectSeats(chair, bernd, cleo);

  // The chair's view for all: who is pinned there is so here; one may go one's own way, and go along again.
  await openView(chair);
  await chair.switch('Meine Ansicht für alle').check();
  await chair.page.keyboard.press('Escape');
  await cleo.expectToRead('Sie sehen die Ansicht von Frau Vorsitz.');
  await chair.page.getByRole('button', { name: 'Ansicht von Cleo' }).focus();
  await chair.page.keyboard.press('Enter');
  await chair.page.getByRole('menuitem', { name: 'Für mich anheften' }).click();
  await expect.poll(() => widthOf(bernd, cleo)).toBeGreaterThan(900);
  await choose(chair, 'Nur wer angeheftet ist');
  await expect(bernd.tiles).toHaveCount(1);
  await openView(bernd);
  await expect(bernd.page.getByText(/^Noch ist niemand angeheftet/)).toHaveCount(0);
  await bernd.page.keyboard.press('Escape');
  await cleo.press('Eigene Ansicht');
  await cleo.expectSeats(chair, bernd, cleo);
  await openView(cleo);
  await cleo.press('Ansicht der Leitung übernehmen');
  await cleo.page.keyboard.press('Escape');
  await expect(cleo.tiles).toHaveCount(1);
  await chair.press(/^Nicht mehr: meine Ansicht für alle$/);
  for (const person of [bernd, cleo]) await person.expectSeats(chair, bernd, cleo);
});

it('the meeting goes into a small window over all others, with picture and switches, and comes back', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW, ...SHARES_SLIDES });
  await openSlides(bernd.context, ORANGE_GREY);
  const anna = await Person.join(link, 'Anna', { whole: true });
  await anna.page.setViewportSize(DESKTOP);
  await openView(anna);
  const [small] = await Promise.all([
    anna.context.waitForEvent('page'),
    anna.press('Kleines Fenster über allen anderen'),
  ]);
  await expect(small.locator('video[data-playing="true"]')).toBeVisible();
  await expect(small.getByText('Bernd')).toBeVisible();
  await expect(anna.page.locator('main video')).toHaveCount(0);
  await small.getByRole('button', { name: 'Melden' }).click();
  await expect(bernd.tileOf(anna)).toContainText('1');
  await expectNothingSerious(small, 'the small window');

  await expect(small.getByRole('button', { name: /^Chat/ })).toHaveCount(0);
  await bernd.control('Chat').click();
  await bernd.page.getByLabel('Nachricht', { exact: true }).fill('Sehen Sie das auch?');
  await bernd.press('Senden');
  await expect(small.getByRole('button', { name: 'Chat , 1 ungelesene Nachricht' })).toBeVisible();
  await expectNothingSerious(small, 'the small window with an unread message');

  // Who wants sound only sees nobody there either, and a screen when they ask for it.
  await anna.control('Mehr').click();
  await anna.page.getByRole('menuitem', { name: 'Nur Ton' }).click();
  await anna.switch('Nur Ton').check();
  await anna.page.keyboard.press('Escape');
  await expect(small.locator('video')).toHaveCount(0);
  await bernd.control('Teilen').click();
  await expect(small.getByText('Bildschirm von Bernd')).toBeVisible();
  await expect(small.locator('video')).toHaveCount(0);
  await expectNothingSerious(small, 'the small window with sound only');
  await small.getByRole('button', { name: 'Bildschirm zeigen' }).click();
  await expect(small.locator('video[data-playing="true"]')).toBeVisible();
  await anna.press('Bilder wieder zeigen');
  await bernd.control('Teilen').click();
  await expect(small.getByText('Bildschirm von Bernd')).toHaveCount(0);
  await anna.press('Hierher zurückholen');
  await anna.expectToSee(bernd);

  await openView(anna);
  const [again] = await Promise.all([
    anna.context.waitForEvent('page'),
    anna.press('Kleines Fenster über allen anderen'),
  ]);
  await again.getByRole('button', { name: /^Chat/ }).click();
  await expect.poll(() => again.isClosed()).toBe(true);
  await expect(anna.page.getByRole('log')).toContainText('Sehen Sie das auch?');
  await anna.control('Chat').click();

  await openView(anna);
  const [last] = await Promise.all([
    anna.context.waitForEvent('page'),
    anna.press('Kleines Fenster über allen anderen'),
  ]);
  await expect(last.getByRole('button', { name: 'Verlassen' })).toBeVisible();
  await expect(last.getByRole('button', { name: /^Chat/ })).toHaveCount(0);
  await last.getByRole('button', { name: 'Verlassen' }).click();
  await last.getByRole('button', { name: 'Wirklich verlassen?' }).click();
  await anna.expectHeading('Sie haben den Raum verlassen.');
  await expect.poll(() => last.isClosed()).toBe(true);
});

it('how one wants to see pictures, oneself and the others beside a shared screen is so at once', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW, ...SHARES_SLIDES });
  await openSlides(bernd.context, ORANGE_GREY);
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  await anna.page.setViewportSize(DESKTOP);
  await anna.expectToSee(bernd);
  await expect(anna.videoOf(bernd)).toHaveCSS('object-fit', 'cover');
  await choose(anna, 'Ganz zu sehen', 'Klein in der Ecke');
  await expect(anna.videoOf(bernd)).toHaveCSS('object-fit', 'contain');
  await expect(anna.tiles).toHaveCount(1);
  const corner = anna.page.getByRole('img', { name: 'Ihr eigenes Bild' });
  await expect(corner).toBeVisible();
  await choose(anna, 'Ausgeblendet');
  await expect(anna.tiles).toHaveCount(1);
  await expect(corner).toHaveCount(0);

  await bernd.control('Teilen').click();
  const screenWidth = async () => (await anna.screenOf(bernd).boundingBox())?.width ?? 0;
  await expect.poll(async () => (await screenWidth()) / (await widthOf(anna, bernd))).toBeGreaterThan(3);
  await choose(anna, 'Alle gleich groß, auch neben einem Bildschirm');
  const isAsLarge = async () => Math.abs((await screenWidth()) - (await widthOf(anna, bernd))) < 40;
  await expect.poll(isAsLarge).toBe(true);
  await expectNothingSerious(anna.page, 'a shared screen beside people as large');
  await openView(anna);
  await anna.switch('Die anderen daneben zeigen').uncheck();
  await anna.page.keyboard.press('Escape');
  await expect(anna.tiles).toHaveCount(0);
  await expect.poll(screenWidth).toBeGreaterThan(1_300);
});
