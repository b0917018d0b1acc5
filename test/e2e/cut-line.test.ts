import { it } from 'vitest';
import { expect, LONG_TEST_MS } from './support/expect.ts';
import { freePort } from './support/free-port.ts';
import { layNarrowLink } from './support/narrow-link.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startTestServer } from './support/server.ts';

it('whose network is gone altogether, media and signaling at once, is shown and said to be cut off, and is back with it', {
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
  const anna = await Person.join(room.link, 'Anna', { pattern: RED_GREEN, flags });
  const bernd = await Person.join(room.link, 'Bernd', { pattern: BLUE_YELLOW, flags, executable: link.chromium });
  await anna.expectToSee(bernd);
  await bernd.expectToSee(anna);

  bernd.watch.expect(/WebSocket connection|net::ERR_/);
  await anna.expectToBeTold('Die Verbindung zu Bernd ist unterbrochen.', async () => link.cut());
  await expect(anna.tileOf(bernd).getByText('Verbindung unterbrochen')).toBeVisible();
  // Who is cut off reads so as well, and their place is kept.
  await bernd.expectToRead(/unterbrochen/);

  await anna.expectToBeTold('Die Verbindung zu Bernd ist wieder da.', async () => link.mend());
  await bernd.expectToSee(anna);
  await anna.expectToSee(bernd);
  for (const one of [anna, bernd]) await expect(one.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
});
