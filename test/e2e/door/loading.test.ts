import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const NOT_LOADED = /Failed to load resource|preload CSS|dynamically imported module/;
const LOST = 'Ein Teil der Seite ist nicht angekommen. Vielleicht ist die Verbindung gestört.';

/** As when a phone changes its network: the first requests for these files come to nothing. */
async function lose(page: Page, files: RegExp, times: number): Promise<void> {
  const lost = new Map<string, number>();
  await page.route(files, async (route) => {
    const before = lost.get(route.request().url()) ?? 0;
    lost.set(route.request().url(), before + 1);
    if (before < times) await route.abort('internetdisconnected');
    else await route.continue();
  });
}

it('whoever loses scripts and styles of the table on the way is asked nothing: they are asked for again', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.join(room.moderatorLink, 'Anna', { pattern: RED_GREEN, cameraOn: false });
  const bernd = await Person.open(server.url, 'Bernd', { pattern: BLUE_YELLOW, cameraOn: false });
  bernd.watch.expect(NOT_LOADED);
  await lose(bernd.page, /\/assets\/(table|media-link|menu|inside|room-call|de)-.*\.(js|css)$/, 1);
  await bernd.page.goto(room.link);
  await bernd.enter();
  await bernd.expectAtTable();
  // With its styles: the bar is a row.
  await expect(bernd.control('Verlassen')).toHaveCSS('display', 'grid');
  await bernd.expectToHear(anna);
});

it('a table that does not come at all says so, and a press on the button brings it once the network is back', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  for (const files of [/\/assets\/table-.*\.js$/, /\/assets\/inside-.*\.js$/]) {
    const bernd = await Person.open(server.url, 'Bernd', { whole: true });
    bernd.watch.expect(NOT_LOADED);
    await lose(bernd.page, files, Number.POSITIVE_INFINITY);
    await bernd.page.goto(room.link);
    await bernd.enter();
    await bernd.expectToRead(LOST);
    await bernd.page.unroute(files);
    await bernd.press('Noch einmal versuchen');
    await bernd.expectAtTable();
    await bernd.control('Verlassen').click();
  }
});

it('a door whose scripts get lost loads itself anew, and keeps the invite of its link', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(server.url, 'Anna', { whole: true });
  anna.watch.expect(NOT_LOADED);
  await lose(anna.page, /\/assets\/index-.*\.js$/, 1);
  await anna.page.goto(room.moderatorLink);
  await anna.enter();
  await anna.expectToRead('Sie leiten');
});

it('a door whose styles get lost is dressed all the same, and who has begun to type goes on', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(server.url, 'Anna', { whole: true });
  anna.watch.expect(NOT_LOADED);
  await lose(anna.page, /\/assets\/.*\.css$/, 2);
  await anna.page.goto(room.moderatorLink);
  await anna.page.getByLabel('Ihr Name').fill('Anna');
  await expect(anna.button('Eintreten')).toHaveCSS('cursor', 'pointer');
  await expect(anna.page.getByLabel('Ihr Name')).toHaveValue('Anna');
  await anna.enter();
  await anna.expectToRead('Sie leiten');
});

it('a door that does not come at all says so with a button, which tries again', { timeout: LONG_TEST_MS }, async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(server.url, 'Anna', { whole: true });
  anna.watch.expect(NOT_LOADED);
  await lose(anna.page, /\/assets\/index-.*\.js$/, Number.POSITIVE_INFINITY);
  await anna.page.goto(room.link);
  await anna.expectToRead('Die Seite ist noch nicht ganz da.');
  await anna.page.unroute(/\/assets\/index-.*\.js$/);
  await anna.press(/^Neu laden/);
  await anna.enter();
  await anna.expectAtTable();
});

it('whoever changes the language at the door stays where they are, and goes in by its words', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const anna = await Person.open(room.link, 'Anna', { whole: true });
  await anna.page.getByLabel('Ihr Name').fill('Anna');
  await anna.press('English');
  await expect(anna.page.getByLabel('Your name')).toHaveValue('Anna');
  await expect(anna.button('Deutsch')).toBeFocused();
  await anna.press('Join');
  await expect(anna.page.getByRole('button', { name: 'Leave' })).toBeVisible();
});
