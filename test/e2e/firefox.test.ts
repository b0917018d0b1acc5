import { describe, it } from 'vitest';
import { LONG_TEST_MS } from './support/expect.ts';
import { FirefoxPerson } from './support/firefox-person.ts';
import { RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startSite } from './support/site.ts';

async function expectBothWays(chromium: Person, firefox: FirefoxPerson): Promise<void> {
  await Promise.all([chromium.expectToSee(firefox), firefox.expectToSee(chromium)]);
  await Promise.all([chromium.expectToHear(firefox), firefox.expectToHear(chromium)]);
}

describe('in Firefox one takes part', { timeout: LONG_TEST_MS }, () => {
  it('with somebody in Chromium: they see and hear each other', async () => {
    const site = await startSite();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const [anna, fritz] = await Promise.all([
      Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(one) }),
      FirefoxPerson.join(site.moderatorLink, 'Fritz', site.firefoxIn(other)),
    ]);
    await expectBothWays(anna, fritz);
  });

  it('where nothing but TLS on 443 is let out, by TURN over that', async () => {
    const site = await startSite();
    const [open, shut] = [await site.network.addPlace(), await site.network.addPlace()];
    shut.letOut('tcp dport 443 accept', 'drop');
    const [anna, fritz] = await Promise.all([
      Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(open) }),
      FirefoxPerson.join(site.moderatorLink, 'Fritz', site.firefoxIn(shut)),
    ]);
    await expectBothWays(anna, fritz);
  });
});
