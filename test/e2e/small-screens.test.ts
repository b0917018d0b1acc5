import type { Locator } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from './support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startTestServer } from './support/server.ts';

/** CSS pixels of three lines of a message at the given size of text. */
const threeLines = (percent: number) => 3 * 17 * 1.5 * (percent / 100);

async function show(person: Person, width: number, height: number, percent = 100): Promise<void> {
  await person.page.setViewportSize({ width, height });
  await person.page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`);
}

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

it('the chat keeps three lines and its send button in sight on every screen, with large text too', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW });
  await bernd.control('Chat').click();
  for (const [width, height, percent] of [
    [360, 740, 100],
    [360, 740, 200],
    [740, 360, 100],
    [320, 256, 100],
    [820, 1180, 200],
  ] as const) {
    await show(anna, width, height, percent);
    if ((await anna.page.getByRole('log').count()) === 0) await anna.control('Chat').click();
    const size = `${width} x ${height} at ${percent} %`;
    await expect
      .poll(async () => (await anna.page.getByRole('log').boundingBox())?.height, { message: size })
      .toBeGreaterThanOrEqual(threeLines(percent));
    await anna.page.getByLabel('Nachricht', { exact: true }).fill(`Hallo von ${size}`);
    await expect(anna.button('Senden'), size).toBeInViewport({ ratio: 1 });
    await anna.press('Senden');
    await expect(bernd.page.getByRole('log')).toContainText(`Hallo von ${size}`);
  }
});
