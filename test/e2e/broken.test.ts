import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from './support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startTestServer } from './support/server.ts';

/** Makes the drawing of everything that tells a time so throw, or not any more. */
async function breakTimes(page: Page, method: 'toISOString' | 'toLocaleTimeString', broken: boolean): Promise<void> {
  await page.evaluate(
    ([name, isBroken]) => {
      const kept = globalThis as unknown as { kept?: Record<string, unknown> };
      kept.kept ??= {
        toISOString: Date.prototype.toISOString,
        toLocaleTimeString: Date.prototype.toLocaleTimeString,
      };
      Object.defineProperty(Date.prototype, name, {
        configurable: true,
        value: isBroken
          ? () => {
              throw new Error('broken by the test');
            }
          : kept.kept[name],
      });
    },
    [method, broken] as const,
  );
}

it('a panel that breaks says so in its place, and the meeting goes on around it', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  bernd.watch.expect(/broken by the test/);
  await bernd.expectToHear(anna);
  await breakTimes(bernd.page, 'toISOString', true);
  await anna.control('Chat').click();
  await anna.page.getByLabel('Nachricht', { exact: true }).fill('Hallo');
  await anna.press('Senden');
  await bernd.control('Chat').click();
  await bernd.expectToRead('Dieser Teil der Seite ist ausgefallen. Die Besprechung geht weiter.');
  await bernd.expectToHear(anna);
  await bernd.expectSeats(anna, bernd);
  await breakTimes(bernd.page, 'toISOString', false);
  await bernd.press('Neu laden');
  await expect(bernd.page.getByRole('log')).toContainText('Hallo');
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
  await breakTimes(bernd.page, 'toLocaleTimeString', true);
  await bernd.expectToRead(/^Die Besprechung lässt sich gerade nicht anzeigen. Der Ton geht weiter./);
  await bernd.expectToHear(anna);
  await anna.expectToHear(bernd);
  await bernd.press('Neu laden');
  await bernd.expectAtTable();
  await bernd.expectToHear(anna);
});
