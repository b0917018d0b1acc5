import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { layCable } from '../support/network/cable.ts';
import { layMediaCable } from '../support/network/media-cable.ts';
import { layNarrowLink } from '../support/network/narrow-link.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { startTestServer } from '../support/server/server.ts';
import { secureSettings } from '../support/site/secure-settings.ts';

/** A busy machine takes its time to find a way anew. */
const BACK = { timeout: 60_000 };

it('whose network is gone altogether, media and signaling at once, is shown and said to be cut off, and is back with it', {
  timeout: LONG_TEST_MS,
}, async ({ skip }) => {
  const link = layNarrowLink();
  if (link === null) return skip('a network namespace and tc need root');
  const server = await startTestServer(secureSettings(link.address, await freePort()));
  const room = await server.createRoom();
  const anna = await Person.join(room.link, 'Anna', { pattern: RED_GREEN, trustsAnybody: true });
  const bernd = await Person.join(room.link, 'Bernd', {
    pattern: BLUE_YELLOW,
    trustsAnybody: true,
    executable: link.chromium,
  });
  await anna.expectToSee(bernd);
  await bernd.expectToSee(anna);

  bernd.watch.expectLostConnections();
  await anna.expectToBeTold('Die Verbindung zu Bernd ist unterbrochen.', async () => link.cut());
  await expect(anna.tileOf(bernd).getByText('Verbindung unterbrochen')).toBeVisible();
  // Who is cut off reads so as well, and their place is kept.
  await bernd.expectToRead(/unterbrochen/);

  await anna.expectToBeTold('Die Verbindung zu Bernd ist wieder da.', async () => link.mend());
  await bernd.expectToSee(anna);
  await anna.expectToSee(bernd);
  for (const one of [anna, bernd]) await expect(one.page.getByText('Verbindung unterbrochen')).toHaveCount(0);

  // Whose line it was is offered to look into it when they go; the other is not.
  for (const one of [anna, bernd]) {
    await one.control('Verlassen').click();
    await one.expectHeading('Sie haben den Raum verlassen.');
  }
  const offer = 'Ton oder Bild war gestört? Verbindung prüfen';
  await expect(bernd.page.getByRole('link', { name: offer })).toBeVisible();
  await expect(anna.page.getByRole('link', { name: offer })).toHaveCount(0);
});

it('who only listens and is cut off is shown and said so before their own browser gives the line up', {
  timeout: LONG_TEST_MS,
}, async () => {
  const cable = await layMediaCable();
  const server = await startTestServer(cable.settings);
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  await anna.control('Kamera').click();
  // What she sends is on its way: by now the ways that are known are hers.
  await expect(anna.control('Mikrofon')).toHaveAttribute('data-state', 'on');
  const annas = cable.ways;
  expect(annas).not.toEqual([]);
  const bernd = await Person.open(link, 'Bernd', { pattern: BLUE_YELLOW, permissions: [] });
  await noteGivingUp(bernd.page);
  await bernd.enter();
  await bernd.expectToHear(anna);
  await expectAnswered(bernd.page, 4);

  await anna.expectToBeTold('Die Verbindung zu Bernd ist unterbrochen.', async () => cable.cut({ except: annas }));
  // The server by itself, which hears of listeners every few seconds, finds it out later still.
  expect(await bernd.page.evaluate('globalThis.hasGivenUp')).toBe(false);
  await expect(anna.tileOf(bernd).getByText('Verbindung unterbrochen')).toBeVisible();
  await bernd.expectToRead(/unterbrochen/);

  await anna.expectToBeTold('Die Verbindung zu Bernd ist wieder da.', async () => cable.mend(), BACK);
  await bernd.expectToHear(anna);
  for (const one of [anna, bernd]) await expect(one.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
});

it('after an outage in which their browsers have given up all hope, people hear each other before signaling is back', {
  timeout: LONG_TEST_MS,
}, async () => {
  const port = await freePort();
  const [signaling, media] = [await layCable({ to: port }), await layMediaCable()];
  const own = { PORT: String(port), PUBLIC_URL: `http://localhost:${signaling.port}` };
  const server = await startTestServer({ ...media.settings, ...own });
  const { link } = await server.createRoom();
  const anna = await Person.open(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.open(link, 'Bernd', { pattern: BLUE_YELLOW });
  for (const one of [anna, bernd]) {
    await noteGivingUp(one.page);
    await one.enter();
  }
  await Promise.all([bernd.expectToHear(anna), anna.expectToHear(bernd)]);
  // Who has been there for seconds only has no place kept for so long.
  await expectAnswered(bernd.page, 6);

  for (const one of [anna, bernd]) one.watch.expectLostConnections();
  signaling.cut();
  media.cut();
  for (const { page } of [anna, bernd]) {
    await expect.poll(() => page.evaluate('waysThatWork()'), BACK).toBe(0);
  }
  media.mend();
  await Promise.all([bernd.expectToHear(anna), anna.expectToHear(bernd)]);
  for (const one of [anna, bernd]) await one.expectToRead('Verbindung unterbrochen, wird wiederhergestellt …');
});

/** From the page's next load on: its connections, those of their ways that were ever answered, and whether one was found disconnected. */
async function noteGivingUp(page: Page): Promise<void> {
  await page.addInitScript(`
    globalThis.seen = undefined;
    globalThis.connections = [];
    globalThis.hasGivenUp = false;
    // Chromium forgets a way on which it has heard nothing for half a minute.
    globalThis.waysThatWork = async () => {
      const reports = await Promise.all(connections.map((connection) => connection.getStats()));
      const pairs = reports.flatMap((stats) => [...stats.values()]).filter(({ type }) => type === 'candidate-pair');
      return pairs.filter(({ responsesReceived }) => responsesReceived > 0).length;
    };
    const Native = RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Native {
      constructor(...args) {
        super(...args);
        connections.push(this);
        this.addEventListener('connectionstatechange', () => {
          if (this.connectionState === 'disconnected') globalThis.hasGivenUp = true;
        });
      }
    };
  `);
  await page.reload();
}

/** ICE's checks of one connection are answered so often from here on: by then it is known how often they come. */
async function expectAnswered(page: Page, times: number): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(`(async () => {
        let answers = 0;
        for (const connection of connections) {
          for (const { type, responsesReceived } of (await connection.getStats()).values()) {
            if (type === 'candidate-pair') answers = Math.max(answers, responsesReceived);
          }
        }
        globalThis.seen ??= { answers, times: 0 };
        if (answers > seen.answers) seen = { answers, times: seen.times + 1 };
        return seen.times;
      })()`),
    )
    .toBeGreaterThanOrEqual(times);
}
