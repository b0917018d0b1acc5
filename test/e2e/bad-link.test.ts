import { it } from 'vitest';
import { expect, LONG_TEST_MS } from './support/expect.ts';
import { freePort } from './support/free-port.ts';
import { layNarrowLink } from './support/narrow-link.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { expectToHearUntil, pictureWidth } from './support/probe.ts';
import { startTestServer } from './support/server.ts';

/** Two voices' worth: less than a voice and the smallest picture of a restless room. */
const NARROW_BITS_PER_SECOND = 150_000;

/** The sender's estimate climbs for 6 to 12 s, and for more than a minute now and then. */
const RECOVERY_MS = 100_000;

const WEAK = 'Bild aus: Die Verbindung ist gerade zu schwach. Der Ton geht weiter.';

it('on a narrow link the picture goes off with a word, the sound goes on, and the picture comes back', {
  timeout: LONG_TEST_MS,
}, async ({ skip }) => {
  const link = layNarrowLink();
  if (link === null) return skip('a network namespace and tc need root');
  const port = await freePort();
  const url = `http://${link.address}:${port}`;
  const server = await startTestServer({
    PORT: String(port),
    HOST: link.address,
    MEDIA_HOST: link.address,
    PUBLIC_URL: url,
  });
  const room = await server.createRoom();
  const flags = [`--unsafely-treat-insecure-origin-as-secure=${url}`];
  const anna = await Person.join(room.link, 'Anna', { pattern: { ...RED_GREEN, restless: true }, flags });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, flags, executable: link.chromium });
  await bernd.expectToSee(anna);
  await bernd.expectToHear(anna);
  const picture = bernd.videoOf(anna);
  const fullWidth = await pictureWidth(picture);
  const weak = bernd.tileOf(anna).getByText(WEAK);

  link.limit(NARROW_BITS_PER_SECOND);
  await expectToHearUntil(bernd.page, anna.pattern, () => weak.isVisible());
  link.limit(null);
  await expectToHearUntil(bernd.page, anna.pattern, async () => (await weak.count()) === 0);
  await bernd.expectToSee(anna);
  await expect.poll(() => pictureWidth(picture), { timeout: RECOVERY_MS }).toBeGreaterThanOrEqual(fullWidth);
});
