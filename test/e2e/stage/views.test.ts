import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { MEDIA_TIMEOUT_MS } from '../support/media/probe.ts';
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
  await expect(anna.page.getByRole('group', { name: 'Seiten mit Personen' })).toHaveCount(0);
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
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
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
  await anna.press('Hierher zurückholen');
  await anna.expectToSee(bernd);

  await openView(anna);
  const [again] = await Promise.all([
    anna.context.waitForEvent('page'),
    anna.press('Kleines Fenster über allen anderen'),
  ]);
  await again.getByRole('button', { name: 'Verlassen' }).click();
  await again.getByRole('button', { name: 'Wirklich verlassen?' }).click();
  await anna.expectHeading('Sie haben den Raum verlassen.');
  await expect.poll(() => again.isClosed()).toBe(true);
});
