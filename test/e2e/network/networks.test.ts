import { describe, it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { startConnectProxy } from '../support/network/proxy.ts';
import { laySixLink } from '../support/network/six-link.ts';
import { expectBothWays } from '../support/people/both-ways.ts';
import { Person } from '../support/people/person.ts';
import { startServerProcess } from '../support/server/server-process.ts';
import { secureSettings } from '../support/site/secure-settings.ts';
import { startSite } from '../support/site/site.ts';

describe('one takes part', { timeout: LONG_TEST_MS }, () => {
  it('on through a change to another network in mid-call, at the same place', async () => {
    const site = await startSite();
    const [home, train] = [await site.network.addPlace(), await site.network.addPlace()];
    const anna = await Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(home) });
    const bernd = await Person.join(site.moderatorLink, 'Bernd', { pattern: BLUE_YELLOW, ...site.browserIn(train) });
    await bernd.control('Melden').click();
    await expectBothWays(anna, bernd);

    bernd.watch.expectLostConnections();
    // From here on nothing of his comes or goes by the address that he had.
    train.move();
    await expectBothWays(anna, bernd);
    for (const one of [anna, bernd]) {
      await expect(one.page.getByText('Verbindung unterbrochen')).toHaveCount(0);
      await one.expectSeats(anna, bernd);
    }
    await expect(anna.tileOf(bernd).getByText('Hand 1')).toBeVisible();
  });

  it('behind a proxy that lets out nothing but CONNECT to 443, by WebSocket and TURN over TLS through it', async () => {
    const site = await startSite();
    const [open, shut, hospital] = [
      await site.network.addPlace(),
      await site.network.addPlace(),
      await site.network.addPlace(),
    ];
    const proxy = await startConnectProxy(hospital);
    shut.letOut(...proxy.way);
    const anna = await Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(open) });
    const bernd = await Person.join(site.moderatorLink, 'Bernd', {
      pattern: BLUE_YELLOW,
      ...site.browserIn(shut),
      flags: [proxy.flag],
    });
    await expectBothWays(anna, bernd);
  });

  it('where there is IPv6 alone, for the server as well', async () => {
    const { namespace, address, chromium } = laySixLink();
    const settings = { LOG_LEVEL: 'error', MEDIA_PORT: '40000', WORKERS: '1', ...secureSettings(address, 3_000) };
    const server = await startServerProcess(settings, { namespace });
    const browser = { executable: chromium, trustsAnybody: true };
    const anna = await Person.join(server.moderatorLink, 'Anna', { pattern: RED_GREEN, ...browser });
    const bernd = await Person.join(server.moderatorLink, 'Bernd', { pattern: BLUE_YELLOW, ...browser });
    await expectBothWays(anna, bernd);
  });
});
