import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { layCable } from '../support/network/cable.ts';
import { freeze } from '../support/page/freezing.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { startTestServer } from '../support/server/server.ts';

it('a page that was frozen until its router had forgotten its connection finds that out when it goes on, and is back and heard without a reload', {
  timeout: LONG_TEST_MS,
}, async () => {
  const port = await freePort();
  const cable = await layCable({ to: port });
  const server = await startTestServer({ PORT: `${port}`, PUBLIC_URL: `http://localhost:${cable.port}` });
  const { link } = await server.createRoom();
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  const bernds = cable.running;
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false });
  await Promise.all([anna.expectToSee(bernd), anna.expectToHear(bernd), bernd.expectToHear(anna)]);

  const cutOff = bernd.tileOf(anna).getByText('Verbindung unterbrochen');
  anna.watch.expectLostConnections();
  await anna.page.evaluate(
    `document.addEventListener('freeze', () => document.documentElement.dataset.wasFrozen = 'yes')`,
  );
  const frozen = await freeze(anna.page);
  cable.forget({ except: bernds });
  await expect(cutOff).toBeVisible();

  await frozen.goOn();
  await expect(cutOff).toHaveCount(0);
  await Promise.all([anna.expectToHear(bernd), bernd.expectToHear(anna)]);
  await frozen.lookAt();
  await anna.expectToSee(bernd);
  // The same page that was frozen.
  await expect(anna.page.locator('html')).toHaveAttribute('data-was-frozen', 'yes');
});
