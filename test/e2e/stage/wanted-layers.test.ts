import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { MEDIA_TIMEOUT_MS, pictureWidth } from '../support/media/probe.ts';
import { sizesSentBy } from '../support/media/sent-sizes.ts';
import { layCable } from '../support/network/cable.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { startTestServer } from '../support/server/server.ts';

/** On which the smallest of a camera's streams does. */
const SMALL = { width: 320, height: 600 };
const LARGE = { width: 1440, height: 900 };
/** Longer than two frames are apart, on a machine that is busy as well. */
const LOOKS = { intervals: [1_500], timeout: MEDIA_TIMEOUT_MS };

it('a camera sends no larger picture than somebody is shown, and the larger one as soon as somebody is, also when its line was cut meanwhile', {
  timeout: 2 * LONG_TEST_MS,
}, async () => {
  const port = await freePort();
  const cable = await layCable({ to: port });
  const server = await startTestServer({ PORT: String(port), PUBLIC_URL: `http://localhost:${cable.port}` });
  const { link } = await server.createRoom();
  const viewers = [await Person.join(link, 'Bernd'), await Person.join(link, 'Cleo')] as const;
  const [bernd, cleo] = viewers;
  for (const { page } of viewers) await page.setViewportSize(SMALL);
  const theirs = cable.running;
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, scripts: ['connections.ts'] });
  for (const viewer of viewers) await viewer.expectToSee(anna);
  const sizesSent = sizesSentBy(anna);
  await expect.poll(sizesSent, LOOKS).toBe(1);
  await bernd.expectToSee(anna);
  expect(await sizesSent()).toBe(1);
  const small = await pictureWidth(bernd.videoOf(anna));

  await cleo.page.setViewportSize(LARGE);
  await expect.poll(() => pictureWidth(cleo.videoOf(anna)), LOOKS).toBeGreaterThan(small);
  await expect.poll(sizesSent, LOOKS).toBe(2);
  for (const viewer of viewers) await viewer.expectToSee(anna);
  expect(await pictureWidth(bernd.videoOf(anna))).toBe(small);
  await cleo.page.setViewportSize(SMALL);
  await expect.poll(sizesSent, LOOKS).toBe(1);

  anna.watch.expectLostConnections();
  cable.cut({ except: theirs });
  await anna.expectToRead('Verbindung unterbrochen, wird wiederhergestellt …');
  await cleo.page.setViewportSize(LARGE);
  await bernd.expectToSee(anna);
  expect(await sizesSent()).toBe(1);
  cable.mend();
  await expect.poll(() => pictureWidth(cleo.videoOf(anna)), LOOKS).toBeGreaterThan(small);
  await expect.poll(sizesSent, LOOKS).toBe(2);

  await cleo.page.setViewportSize(SMALL);
  await expect.poll(sizesSent, LOOKS).toBe(1);
  cable.cut({ except: theirs });
  await anna.expectToRead('Verbindung unterbrochen, wird wiederhergestellt …');
  cable.mend();
  await expect(anna.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
  // By now ICE has begun anew as well.
  for (const viewer of viewers) await viewer.expectToSee(anna);
  await expect.poll(sizesSent, LOOKS).toBe(1);
  await bernd.expectToSee(anna);
  expect(await sizesSent()).toBe(1);
});
