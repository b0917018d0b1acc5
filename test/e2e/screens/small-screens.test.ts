import type { Locator } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { expectLaidOut } from '../support/page/laid-out.ts';
import { show } from '../support/page/looks.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

/** CSS pixels of three lines of a message at the given size of text. */
const threeLines = (percent: number) => 3 * 17 * 1.5 * (percent / 100);

/** Its word is there to be read, within its own button. */
async function expectWord(button: Locator, word: string): Promise<void> {
  const label = await button.getByText(word, { exact: true }).first().boundingBox();
  const box = await button.boundingBox();
  expect(label?.width, word).toBeGreaterThan(15);
  expect(label?.x, word).toBeGreaterThanOrEqual(box?.x ?? 0);
  expect((label?.x ?? 0) + (label?.width ?? 0), word).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0) + 0.5);
}

it('a phone’s bar has words, camera and people are one press further, and leaving asks first', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna', { pattern: RED_GREEN });
  for (const [width, height, percent] of [
    [360, 740, 100],
    [360, 740, 200],
    [400, 800, 100],
    [740, 360, 100],
    [320, 568, 100],
  ] as const) {
    await show(anna, width, height, percent);
    for (const word of ['Mikrofon', 'Melden', 'Chat', 'Mehr', 'Verlassen']) await expectWord(anna.control(word), word);
  }
  await show(anna, 360, 740);
  await expect(anna.control('Kamera')).toHaveCount(0);
  await anna.control('Mehr').click();
  await anna.page.getByRole('menuitem', { name: 'Kamera ausschalten' }).click();
  await anna.control('Mehr').click();
  await expect(anna.page.getByRole('menuitem', { name: 'Kamera einschalten' })).toBeVisible();
  await anna.page.getByRole('menuitem', { name: 'Personen' }).click();
  await expect(anna.peoplePanel).toBeVisible();
  await anna.control('Verlassen').click();
  await anna.press('Hier bleiben');
  await anna.expectAtTable();
  await anna.control('Verlassen').click();
  await anna.page.getByRole('alertdialog').getByRole('button', { name: 'Verlassen' }).click();
  await anna.expectHeading('Sie haben den Raum verlassen.');
});

it('the chat keeps three lines and its send button in sight on every screen, with large text and a notice above it too', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ attendanceDays: 30 });
  const anna = await Person.join(room.link, 'Anna');
  const bernd = await Person.join(room.link, 'Bernd');
  const log = anna.page.getByRole('log');
  const notice = anna.page.locator('[data-notice="attendance"]');
  await bernd.control('Chat').click();
  for (const [width, height, percent] of [
    [360, 740, 100],
    [360, 740, 200],
    [740, 360, 100],
    [740, 360, 200],
    [320, 256, 100],
    [820, 1180, 200],
  ] as const) {
    await show(anna, width, height, percent);
    if ((await log.count()) === 0) await anna.control('Chat').click();
    // Where the panel has not all of the screen.
    const sign = anna.button(/^Anwesenheit wird/);
    if ((await notice.count()) === 0 && (await sign.isVisible())) await sign.click();
    const size = `${width} x ${height} at ${percent} %`;
    const text = anna.page.getByLabel('Nachricht', { exact: true });
    // While one writes: what holds the focus holds no notice.
    await text.fill(`Hallo von ${size}`);
    await expect
      .poll(async () => (await log.boundingBox())?.height, { message: size })
      .toBeGreaterThanOrEqual(threeLines(percent));
    await expect(anna.button('Senden'), size).toBeInViewport({ ratio: 1 });
    await anna.press('Senden');
    await expect(bernd.page.getByRole('log')).toContainText(`Hallo von ${size}`);
    const said = log.getByText(`Hallo von ${size}`);
    await expect(said, size).toBeInViewport({ ratio: 0.5 });
    const [last, writing] = await Promise.all([log.boundingBox(), text.boundingBox()]);
    expect((last?.y ?? 0) + (last?.height ?? 0), size).toBeLessThanOrEqual(writing?.y ?? 0);
  }
});

/** The top of the table, and what stands below it. */
const PARTS = 'header:has(h1), section[aria-label="Hinweise"], main, nav[aria-label="Steuerung"]';

it('a poll leaves the signs at the top and the buttons in sight on every screen, with large text too', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ name: 'Bürgermeisterdienstbesprechung', attendanceDays: 30 });
  const { chair, pass } = await meetingOf(server, room, ['Aach', 'Cham', 'Ornbau']);
  const seats = ['Aach', 'Cham', 'Ornbau', 'Bechhofen'].map((name) => ({ name }));
  await chair.client.send('plan:set', { seats, quorum: 3, version: chair.joined.room.planVersion });
  const anna = await Person.join(`${room.link}#invite=${pass}`, 'Anna');
  await chair.client.send('room:close', { afterMs: 300_000 });
  await chair.client.send('poll:open', {
    question: 'Stimmen Sie dem Haushaltsentwurf in der vorgelegten Fassung zu?',
    options: ['Ja', 'Nein', 'Enthaltung'],
    secret: false,
  });
  const question = anna.page.getByRole('heading', { name: /^Stimmen Sie/ });
  for (const [width, height, percent] of [
    [360, 740, 100],
    [360, 740, 200],
    [740, 360, 100],
    [740, 360, 200],
    [820, 1180, 200],
    [1440, 900, 200],
  ] as const) {
    const size = `${width} x ${height} at ${percent} %`;
    await expectLaidOut(anna, 'a poll', PARTS, { looks: [{ width, height, percent }] });
    await expect(question, size).toBeInViewport({ ratio: 0.3 });
    await expect(anna.control('Verlassen'), size).toBeInViewport({ ratio: 1 });
  }
});

it('names are read in full on the small tiles of a lying phone, and the longest in the menu of theirs', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ maxParticipants: 40 });
  const usual = ['Bernburg (Saale)', 'Buch am Wald', 'Flachslanden', 'Herrieden', 'Dinkelsbühl', 'Leutershausen'];
  const longest = 'Oberbürgermeisterin Dr. Hildegard Donaudampfschiff';
  const others = Array.from({ length: 16 }, (_, index) => `Gast ${index}`);
  const { pass } = await meetingOf(server, room, [...usual, longest, ...others]);
  const anna = await Person.join(`${room.link}#invite=${pass}`, 'Anna');
  const tileOf = (name: string) => anna.tiles.filter({ has: anna.page.getByTitle(name, { exact: true }) });
  for (const [width, height, percent] of [
    [740, 360, 100],
    [740, 360, 200],
    [360, 740, 200],
  ] as const) {
    await show(anna, width, height, percent);
    await anna.page.keyboard.press('PageUp');
    for (const name of usual) {
      while ((await tileOf(name).count()) === 0) await anna.press('Nächste Seite');
      const isCut = () =>
        tileOf(name).evaluate((tile) =>
          [...tile.querySelectorAll('bdi')].some(({ parentElement: text }) => {
            if (text === null) return true;
            return text.scrollWidth > text.clientWidth + 1 || text.scrollHeight > text.clientHeight + 1;
          }),
        );
      await expect.poll(isCut, { message: `${name} on ${width} x ${height} at ${percent} %` }).toBe(false);
    }
  }
  await show(anna, 740, 360);
  await anna.page.keyboard.press('PageUp');
  await tileOf(longest).getByRole('button').click();
  await expect(anna.page.getByRole('menu').getByText(longest)).toBeVisible();
});

it('on a phone raised hands, what the chair does with them and for all, and four people are in sight together', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const { people, pass } = await meetingOf(server, room, ['Bernburg (Saale)', 'Buch am Wald', 'Herrieden', 'Ornbau']);
  for (const { client } of people.slice(0, 2)) await client.send('hand:raise', {});
  const anna = await Person.join(`${room.link}#invite=${pass}`, 'Anna');
  await anna.openPeople();
  await show(anna, 360, 740);
  const fourth = anna.peoplePanel.getByRole('button', { name: /^Aktionen für/ }).nth(3);
  for (const name of ['Nächste Wortmeldung', 'Alle Hände senken', 'Alle stumm schalten', 'Raum abschließen']) {
    await expect(anna.button(name), name).toBeInViewport({ ratio: 1 });
  }
  await expect(fourth).toBeInViewport({ ratio: 1 });
});

it('before and after the table nothing is wider than a phone with large text, and every word is in its button', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(room.link, 'Anna', { pattern: RED_GREEN });
  await show(anna, 360, 740, 200);
  const expectNoneWider = async (place: string) => {
    const width = await anna.page.evaluate('document.documentElement.scrollWidth');
    expect(width, place).toBeLessThanOrEqual(360);
  };
  await anna.page.getByText('Geräte wählen').click();
  await expect(anna.page.getByRole('combobox', { name: 'Kamera' })).toBeInViewport();
  await expectNoneWider('the door');
  for (const word of ['Mikrofon', 'Kamera']) await expectWord(anna.button(word), word);
  await anna.enter();
  await anna.expectAtTable();
  await show(anna, 360, 740, 200);
  const alone = await anna.page.getByText('Noch ist niemand sonst da.').boundingBox();
  const own = await anna.tiles.boundingBox();
  expect(own?.y, 'one’s own picture').toBeGreaterThanOrEqual((alone?.y ?? 0) + (alone?.height ?? 0));
  await anna.control('Verlassen').click();
  await anna.page.getByRole('alertdialog').getByRole('button', { name: 'Verlassen' }).click();
  await anna.expectHeading('Sie haben den Raum verlassen.');
  await expectNoneWider('the way out');
});
