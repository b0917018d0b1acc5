import type { Locator } from '@playwright/test';
import { describe, it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { startInspectingProxy } from '../support/network/proxy.ts';
import { expectBothWays } from '../support/people/both-ways.ts';
import { Person } from '../support/people/person.ts';
import { APP_NAME, startSite, TURN_NAME } from '../support/site/site.ts';

/** The slowest row, and what is measured after it. */
const CHECKED = { timeout: 60_000 };
const UPGRADES = '~hq "Upgrade: websocket"';
/** Where a proxy's packets are swallowed (RFC 5737). */
const NOWHERE = '192.0.2.1';

type Site = Awaited<ReturnType<typeof startSite>>;

/** A browser whose only way out is a proxy that opens TLS, in whose authority it trusts. */
async function browserBehind(site: Site, how: Omit<Parameters<typeof startInspectingProxy>[1], 'trusts'>) {
  const [hospital, shut] = [await site.network.addPlace(), await site.network.addPlace()];
  // To its own people it answers; from others it asks for nothing but HTTPS.
  hospital.letOut('ct state established accept', `ip daddr ${NOWHERE} drop`, 'tcp dport 443 accept', 'drop');
  const proxy = await startInspectingProxy(hospital, { ...how, trusts: site.authority });
  shut.letOut(...proxy.way);
  return { ...site.browserIn(shut, { trusts: [proxy.certificate] }), flags: [proxy.flag] };
}

/** Left out of inspection, as mitmproxy takes it. */
function leftAlone(...names: readonly string[]): string[] {
  return names.map((name) => `ignore_hosts=^${name.replaceAll('.', '\\.')}$`);
}

function verdictOf({ page }: Person): Locator {
  return page.locator('[data-verdict]');
}

function letterOf({ page }: Person): Locator {
  return page.locator('[data-letter]');
}

async function joinBehind(site: Site, name: string, browser: Awaited<ReturnType<typeof browserBehind>>) {
  const person = await Person.open(site.moderatorLink, name, { pattern: BLUE_YELLOW, ...browser });
  person.watch.expectLostConnections();
  await person.enter();
  await person.expectAtTable();
  return person;
}

describe('behind a proxy that opens TLS', { timeout: LONG_TEST_MS }, () => {
  it('and knows HTTP alone the check says so, and whose IT leaves alone what the letter names takes part', async () => {
    const site = await startSite();
    const inspected = await browserBehind(site, { httpOnly: true });
    const carla = await Person.open(`https://${APP_NAME}/check`, 'Carla', { pattern: BLUE_YELLOW, ...inspected });
    await carla.press('Prüfung starten');
    await expect(verdictOf(carla)).toBeVisible(CHECKED);
    await expect(verdictOf(carla)).toHaveAttribute('data-verdict', 'no');
    await expect(verdictOf(carla)).toHaveAttribute('data-findings', 'nothing intercepted');
    await carla.expectToRead(/öffnet verschlüsselte Verbindungen oder lässt sie nicht durch/);
    for (const part of [
      'Die Prüfung deutet darauf hin',
      `dem Namen und der Adresse nach: ${APP_NAME}, ${TURN_NAME}.`,
      `Was über ${TURN_NAME} läuft, ist TLS, aber kein HTTP`,
      site.network.server.address,
    ]) {
      await expect(letterOf(carla)).toContainText(part);
    }
    const left = await browserBehind(site, { httpOnly: true, settings: leftAlone(APP_NAME, TURN_NAME) });
    const open = site.browserIn(await site.network.addPlace());
    const anna = await Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...open });
    await expectBothWays(anna, await joinBehind(site, 'Bernd', left));
  });

  it.each([
    ['breaks WebSocket', `modify_headers=|${UPGRADES}|Upgrade|`],
    ['swallows WebSocket', `map_remote=|${UPGRADES}|https://${APP_NAME}/|https://${NOWHERE}/`],
  ])('and %s one takes part by the detour, and the check says that there is one', async (_, setting) => {
    const site = await startSite();
    const behind = await browserBehind(site, { settings: [setting] });
    const open = site.browserIn(await site.network.addPlace());
    const anna = await Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...open });
    const bernd = await joinBehind(site, 'Bernd', behind);
    await expectBothWays(anna, bernd);

    // mitmproxy answers so where a connection that it had kept was closed meanwhile; a page asks for its scripts again.
    bernd.watch.expect(/status of 502 .*\/assets\//);
    await bernd.page.goto(`https://${APP_NAME}/check`);
    await bernd.press('Prüfung starten');
    await expect(verdictOf(bernd)).toBeVisible(CHECKED);
    await expect(verdictOf(bernd)).toHaveAttribute('data-way', 'turn-tls');
    await expect(verdictOf(bernd)).toHaveAttribute('data-findings', /^web-socket no-udp last-way/);
    await bernd.expectToRead('WebSocket kommt nicht durch.');
    await expect(letterOf(bernd)).toContainText(`WebSocket zu ${APP_NAME} muss durchgelassen`);
  });

  it('and stops signaling altogether the check says so; of a server that is down it says that, and blames nobody', async () => {
    const site = await startSite();
    const browser = await browserBehind(site, { settings: ['block_list=|~u /socket.io/|403'] });
    const carla = await Person.open(`https://${APP_NAME}/check`, 'Carla', { pattern: BLUE_YELLOW, ...browser });
    carla.watch.expect(/403|WebSocket connection|net::ERR_|503/);
    await carla.press('Prüfung starten');
    await expect(verdictOf(carla)).toHaveAttribute('data-verdict', 'unreachable', CHECKED);
    await expect(letterOf(carla)).toContainText('weder WebSocket noch die Anfragen unter /socket.io/');

    process.kill(site.pid, 'SIGKILL');
    await carla.press('Noch einmal prüfen');
    await expect(carla.page.getByRole('alert').filter({ hasText: 'Der Server antwortet nicht.' })).toBeVisible(CHECKED);
    await expect(letterOf(carla)).toHaveCount(0);
    await expect(carla.button('Prüfung starten')).toBeVisible();
  });
});
