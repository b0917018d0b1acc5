import { expect as expectNow, it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { descendantsOf } from '../support/server/processes.ts';
import { LivingConnection } from '../support/site/living-connection.ts';
import { APP_NAME, startSite, TURN_NAME } from '../support/site/site.ts';

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
  // A signal that comes while it is still loading is lost.
  const loadings = () => proxy.said.match(/Loading success/g)?.length ?? 0;
  for (let reload = 1; reload <= 5; reload += 1) {
    const reloaded = () => {
      const isNew = loadings() > reload;
      if (!isNew) proxy.signal('SIGUSR2');
      return isNew;
    };
    await expect.poll(reloaded, { intervals: [1_000] }).toBe(true);
  }
  // Through the process from before the first of them.
  expectNow(descendantsOf(proxy.pid)).toContain(first);
  await old.turn.expectAnswer();

  await expect.poll(() => descendantsOf(proxy.pid)).toHaveLength(1);
  expectNow(descendantsOf(proxy.pid)).not.toContain(first);
  const now = LivingConnection.toTurn({ namespace, address, name: TURN_NAME });
  await now.expectAnswer();
});
