import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { startSite, TURN_NAME } from '../support/site/site.ts';
import { askTurn, turnCredentials } from '../support/turn/turn-questions.ts';

/** As src/auth/turn-credentials.ts gives them, of which so much is left at a TURN server whose clock is right. */
const LIFETIME_MS = 10 * 60_000;
const LEFT_MS = 8_000;
const SLOW_CLOCK = new URL('../support/server/slow-clock.ts', import.meta.url);

async function expectBothWays(one: Person, other: Person): Promise<void> {
  await Promise.all([one.expectToSee(other), other.expectToSee(one)]);
  await Promise.all([one.expectToHear(other), other.expectToHear(one)]);
}

it('whose credentials for the TURN server, their only way, are over is met by who comes then, and is still in on another network', {
  timeout: LONG_TEST_MS,
}, async () => {
  const site = await startSite({
    NODE_OPTIONS: `--import=${SLOW_CLOCK}`,
    CLOCK_BEHIND_MS: `${LIFETIME_MS - LEFT_MS}`,
  });
  const [open, shut] = [await site.network.addPlace(), await site.network.addPlace()];
  const { address, inner: media } = site.network.server;
  shut.letOut('tcp dport 443 accept', 'drop');
  const bernd = await Person.join(site.moderatorLink, 'Bernd', { pattern: BLUE_YELLOW, ...site.browserIn(shut) });
  const credentialsOver = async () => {
    const task = { name: TURN_NAME, transport: 'udp', address, port: 3478, peers: [media] };
    const own = turnCredentials({ lifetimeMs: LEFT_MS });
    const ask = () => askTurn(open, { ...task, ...own }).state;
    expect(ask()).toBe('allocated');
    await expect.poll(ask, { timeout: 5 * LEFT_MS }).toBe('refused');
  };
  await credentialsOver();
  // What he receives has not been asked of the TURN server before.
  const anna = await Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(open) });
  await expectBothWays(anna, bernd);

  await credentialsOver();
  bernd.watch.expectLostConnections();
  shut.move();
  await expectBothWays(anna, bernd);
  await anna.expectSeats(bernd, anna);
  await expect(anna.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
});
