import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from './support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startTestServer } from './support/server.ts';

const MESSAGE = 'Hallo in die Runde';

/** Makes the drawing of every time of day throw, which is on the table itself. */
async function breakTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    Date.prototype.toLocaleTimeString = () => {
      throw new Error('broken by the test');
    };
  });
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
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
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
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  bernd.watch.expect(/broken by the test/);
  await bernd.expectToHear(anna);
  await breakTimes(bernd.page);
  await bernd.expectToRead(/^Die Besprechung lässt sich gerade nicht anzeigen. Der Ton geht weiter./);
  await bernd.expectToHear(anna);
  await anna.expectToHear(bernd);
  await bernd.press('Neu laden');
  await bernd.expectAtTable();
  await bernd.expectToHear(anna);
});
