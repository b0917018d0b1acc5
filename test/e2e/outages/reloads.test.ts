import { expect as expectNow, it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { expectBothWays } from '../support/people/both-ways.ts';
import { Person } from '../support/people/person.ts';
import { descendantsOf } from '../support/server/processes.ts';
import type { RunningProgram } from '../support/server/program.ts';
import { oldestSessions } from '../support/site/haproxy-sessions.ts';
import { LivingConnection } from '../support/site/living-connection.ts';
import { APP_NAME, startSite, TURN_NAME } from '../support/site/site.ts';

const HTTPS_ONLY = ['tcp dport 443 accept', 'drop'];

it('who is connected through haproxy stays while it is reloaded five times, and of its processes one is left in the end', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { network, proxy } = await startSite();
  const { name: namespace, address } = network.server;
  const old = {
    app: LivingConnection.toApp({ namespace, address, name: APP_NAME }),
    turn: LivingConnection.toTurn({ namespace, address, name: TURN_NAME }),
  };
  await old.app.expectAnswer();
  await old.turn.expectAnswer();
  const [first] = descendantsOf(proxy.pid);
  await reloadFiveTimes(proxy);
  // Through the process from before the first of them.
  expectNow(descendantsOf(proxy.pid)).toContain(first);
  await old.turn.expectAnswer();

  await expect.poll(() => descendantsOf(proxy.pid)).toHaveLength(1);
  expectNow(descendantsOf(proxy.pid)).not.toContain(first);
  const now = LivingConnection.toTurn({ namespace, address, name: TURN_NAME });
  await now.expectAnswer();
});

it('a call goes on when the processes from before five reloads have ended, also behind a firewall that lets out 443 alone', {
  timeout: LONG_TEST_MS,
}, async () => {
  const site = await startSite();
  const [open, shut] = [await site.network.addPlace(), await site.network.addPlace()];
  shut.letOut(...HTTPS_ONLY);
  const anna = await Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(open) });
  const bernd = await Person.join(site.moderatorLink, 'Bernd', { pattern: BLUE_YELLOW, ...site.browserIn(shut) });
  await expectBothWays(anna, bernd);

  const [first] = descendantsOf(site.proxy.pid);
  for (const one of [anna, bernd]) one.watch.expectLostConnections();
  await reloadFiveTimes(site.proxy);
  await expect.poll(() => descendantsOf(site.proxy.pid)).toHaveLength(1);
  expectNow(descendantsOf(site.proxy.pid)).not.toContain(first);
  await expectBothWays(anna, bernd);
});

it('who is silent for longer than every time-out of haproxy stays, and so does a relay that is kept for worse times', {
  timeout: LONG_TEST_MS,
}, async () => {
  const site = await startSite({}, { change: divideTimes });
  const place = await site.network.addPlace();
  const anna = await Person.join(site.moderatorLink, 'Anna', site.browserIn(place));
  const { name: namespace, address } = site.network.server;
  const relay = LivingConnection.toTurn({ namespace, address, name: TURN_NAME });
  await relay.expectAnswer();
  const ages = () =>
    oldestSessions(site.haproxySocket, [
      { from: place.address, to: 'app-tls' },
      { from: address, to: 'turn-tls' },
    ]);
  const areOlder = async () => (await ages()).map((age) => age > SILENCE_S);
  await expect.poll(areOlder, { timeout: 3_000 * SILENCE_S }).toEqual([true, true]);
  await relay.expectAnswer();
  await anna.expectSeats(anna);
});

/** One a second, and the next when the one before has loaded: a signal that comes while it is loading is lost. */
async function reloadFiveTimes(proxy: RunningProgram): Promise<void> {
  const loadings = () => proxy.said.match(/Loading success/g)?.length ?? 0;
  for (let reload = 1; reload <= 5; reload += 1) {
    const reloaded = () => {
      const isNew = loadings() > reload;
      if (!isNew) proxy.signal('SIGUSR2');
      return isNew;
    };
    await expect.poll(reloaded, { intervals: [1_000] }).toBe(true);
  }
}

/** Longer than each of these time-outs. */
const SILENCE_S = 17;

/** Of what is for a relay a sixtieth, as of its lifetime (RFC 8656, 7.2); what is for signaling is no longer then either. */
function divideTimes(file: string, text: string): string {
  if (file === 'coturn/turnserver.conf') return `${text}max-allocate-lifetime=10\n`;
  return text.replace(/^(?<what> +timeout (?:client|server|tunnel) )(?:2m|15m)$/gm, '$<what>15s');
}
