import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { Desk } from '../support/people/desk.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const MESSAGE = 'Hallo in die Runde';

/** Makes the drawing of every time of day throw. */
async function breakTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    Date.prototype.toLocaleTimeString = () => {
      throw new Error('broken by the test');
    };
  });
}

/** Makes the drawing of the table itself throw, which asks the screen for its width. */
async function breakTable(page: Page): Promise<void> {
  await page.evaluate(`matchMedia = () => { throw new Error('broken by the test'); }`);
}

const POISON = 'Kaputt';

/** Makes whatever takes a text with the word in it apart throw; or not any more. */
async function breakPoison(page: Page, isBroken: boolean): Promise<void> {
  await page.evaluate(`{
    globalThis.keptOfStrings ??= ['slice', 'split', 'replace', 'at'].map((name) => [name, String.prototype[name]]);
    for (const [name, kept] of keptOfStrings) {
      String.prototype[name] = !${isBroken} ? kept : function (...args) {
        if (/^[^\\[{"]*${POISON}[^\\]}"]*$/.test(this)) throw new Error('broken by the test');
        return kept.apply(this, args);
      };
    }
  }`);
}

/** Makes the drawing of the list of messages throw, which is shown at its end; or not any more. */
async function breakMessages(page: Page, isBroken: boolean): Promise<void> {
  await page.evaluate(`{
    globalThis.keptScrollTop ??= Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');
    Object.defineProperty(Element.prototype, 'scrollTop', {
      ...keptScrollTop,
      set(value) {
        if (${isBroken} && this.role === 'log') throw new Error('broken by the test');
        keptScrollTop.set.call(this, value);
      },
    });
  }`);
}

it('a panel that breaks says so in its place, and the meeting goes on around it', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(link, 'Bernd');
  bernd.watch.expect(/broken by the test/);
  await bernd.expectToHear(anna);
  await breakMessages(bernd.page, true);
  await anna.control('Chat').click();
  await anna.page.getByLabel('Nachricht', { exact: true }).fill(MESSAGE);
  await anna.press('Senden');
  await bernd.control('Chat').click();
  await bernd.expectToRead('Dieser Teil der Seite ist ausgefallen. Die Besprechung geht weiter.');
  await bernd.expectToHear(anna);
  await bernd.expectSeats(anna, bernd);
  await breakMessages(bernd.page, false);
  await bernd.press('Neu laden');
  await expect(bernd.page.getByRole('log')).toContainText(MESSAGE);
});

it('a table that breaks says so, its sound goes on, and loading the page anew leads back to the seat', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  bernd.watch.expect(/broken by the test/);
  await bernd.expectToHear(anna);
  await breakTable(bernd.page);
  await anna.control('Melden').click();
  await bernd.expectToRead(/^Die Besprechung lässt sich gerade nicht anzeigen. Der Ton geht weiter./);
  await bernd.expectToHear(anna);
  await anna.expectToHear(bernd);
  await bernd.press('Neu laden');
  await bernd.expectAtTable();
  await bernd.expectToHear(anna);
});

it('a message that can be neither said nor drawn takes nothing along, whether the chat is closed or open', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  bernd.watch.expect(/broken by the test/);
  await bernd.expectToSee(anna);
  await breakPoison(bernd.page, true);
  await anna.control('Chat').click();
  const send = async (text: string) => {
    await anna.page.getByLabel('Nachricht', { exact: true }).fill(text);
    await anna.press('Senden');
  };
  await send(POISON);
  await expect(bernd.control('Chat')).toHaveAccessibleName(/1 ungelesene Nachricht/);
  await expect(bernd.page.locator('[data-broken]')).toHaveCount(0);
  await bernd.control('Mikrofon').click();
  await expect(bernd.control('Mikrofon')).toHaveAttribute('aria-pressed', 'false');
  await bernd.expectSeats(anna, bernd);
  await bernd.expectToSee(anna);
  await bernd.expectToBeTold(new RegExp(MESSAGE), () => send(MESSAGE));

  await bernd.control('Chat').click();
  await expect(bernd.page.getByRole('log')).toContainText(MESSAGE);
  await breakPoison(bernd.page, false);
  await bernd.press('Hier ist etwas ausgefallen: neu laden');
  await expect(bernd.page.getByRole('log')).toContainText(POISON);
});

it('somebody whose name cannot be drawn costs nobody else their picture, their line or their card, and is heard', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const { link, moderatorLink } = await server.createRoom();
  const bernd = await Person.join(moderatorLink, 'Bernd', { pattern: BLUE_YELLOW });
  const { desk } = await Desk.pair(bernd);
  await bernd.page.keyboard.press('Escape');
  for (const { watch } of [bernd, desk]) watch.expect(/broken by the test/);
  for (const { page } of [bernd, desk]) await breakPoison(page, true);
  await breakTimes(bernd.page);
  const anna = await Person.join(link, `Anna ${POISON}`, { pattern: RED_GREEN });
  await bernd.expectToHear(anna);
  const broken = (page: Page, name: string) => page.getByRole('main', { name }).locator('[data-broken="sign"]');
  await expect(broken(bernd.page, 'Teilnehmende')).toBeVisible();
  await expect(bernd.tileOf(bernd)).toBeVisible();
  await expect(bernd.control('Mikrofon')).toBeVisible();
  await bernd.openPeople();
  await expect(bernd.peoplePanel.getByRole('listitem').filter({ hasText: 'Bernd' })).toBeVisible();
  await expect(broken(desk.page, 'Plätze')).toBeVisible();
  await desk.switchOf('Bernd', 'Mikrofon').tap();
  await expect(bernd.control('Mikrofon')).toHaveAttribute('aria-pressed', 'false');
  await expect(bernd.page.locator('[data-broken="page"]')).toHaveCount(0);
});
