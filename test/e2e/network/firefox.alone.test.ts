import { describe, it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { HILLS, RED_GREEN } from '../support/media/pattern.ts';
import { expectPicture, MEDIA_TIMEOUT_MS, pictureWidth } from '../support/media/probe.ts';
import { sizesSentBy } from '../support/media/sent-sizes.ts';
import { startConnectProxy } from '../support/network/proxy.ts';
import { expectBothWays } from '../support/people/both-ways.ts';
import { FirefoxPerson } from '../support/people/firefox-person.ts';
import { Person } from '../support/people/person.ts';
import { APP_NAME, startSite, TURN_NAME } from '../support/site/site.ts';

const CHECK = `https://${APP_NAME}/check`;
/** The slowest row, and what is measured after it. */
const CHECKED_MS = 60_000;
/** Firefox's word for an attempt that came to nothing; the page makes another, or says so itself. */
const ICE_FAILED = /^uncaught: Error: WebRTC: ICE failed/;

/** Sound and pictures, until somebody presses something (Firefox, modules/libpref/init/StaticPrefList.yaml). */
const BLOCKS_ALL = {
  'media.autoplay.default': 5,
  'media.autoplay.blocking_policy': 2,
  // What listens here is the test's own.
  'media.autoplay.block-webaudio': false,
};

interface WithAttributes {
  getAttribute(name: string): string | null;
}

function attributesOf(elements: readonly WithAttributes[], names: readonly string[]) {
  return elements.map((element) => names.map((name) => element.getAttribute(name)));
}

/** How much a busy machine carries is another matter. */
function withoutBandwidth(verdict: readonly (string | null)[]) {
  const [takingPart, way, findings] = verdict;
  const others = findings?.split(' ').filter((each) => !each.startsWith('slow-')) ?? [];
  return { takesPart: takingPart === 'well' || takingPart === 'weak', way, findings: others.join(' ') };
}

/** Begins a check, and tells what its page shows in the end. */
async function check(person: Person | FirefoxPerson) {
  const read = (selector: string, names: string[]): Promise<(string | null)[][]> =>
    person instanceof FirefoxPerson
      ? person.page.$$eval(selector, attributesOf, names)
      : person.page.locator(selector).evaluateAll(attributesOf, names);
  await person.press('Prüfung starten');
  const verdict = () => read('[data-verdict]', ['data-verdict', 'data-way', 'data-findings']);
  await expect.poll(verdict, { timeout: CHECKED_MS }).toHaveLength(1);
  const rows: Record<string, string | null> = Object.fromEntries(
    await read('[data-check]', ['data-check', 'data-outcome']),
  );
  return { verdict: (await verdict()).map(withoutBandwidth), rows };
}

describe('in Firefox one takes part', { timeout: LONG_TEST_MS }, () => {
  it('with somebody in Chromium, and goes on where nothing but TLS on 443 is let out any more, by TURN over that', async () => {
    const site = await startSite();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const [anna, fritz] = await Promise.all([
      Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(one) }),
      FirefoxPerson.join(site.moderatorLink, 'Fritz', site.firefoxIn(other)),
    ]);
    await expectBothWays(anna, fritz);
    other.letOut('tcp dport 443 accept', 'drop');
    await anna.expectToRead('Verbindung unterbrochen');
    await expectBothWays(anna, fritz);
  });

  it('and sends no larger picture than somebody is shown, and the larger one as soon as somebody is', async () => {
    const site = await startSite();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const anna = await Person.join(site.moderatorLink, 'Anna', site.browserIn(one));
    await anna.page.setViewportSize({ width: 320, height: 600 });
    const own = { ...site.firefoxIn(other), scripts: ['connections.ts'] };
    const fritz = await FirefoxPerson.join(site.moderatorLink, 'Fritz', own);
    await anna.expectToSee(fritz);
    const sizesSent = sizesSentBy(fritz);
    const looks = { intervals: [1_500], timeout: MEDIA_TIMEOUT_MS };
    await expect.poll(sizesSent, looks).toBe(2);
    const small = await pictureWidth(anna.videoOf(fritz));
    await anna.page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(() => pictureWidth(anna.videoOf(fritz)), looks).toBeGreaterThan(small);
    await expect.poll(sizesSent, looks).toBe(3);
    await anna.expectToSee(fritz);
  });

  it('behind a proxy that lets out nothing but CONNECT to 443, by WebSocket and TURN over TLS, as the check says before', async () => {
    const site = await startSite();
    const [open, shut, hospital] = [
      await site.network.addPlace(),
      await site.network.addPlace(),
      await site.network.addPlace(),
    ];
    const proxy = await startConnectProxy(hospital);
    shut.letOut(...proxy.way);
    const [anna, fritz] = await Promise.all([
      Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(open) }),
      FirefoxPerson.open(CHECK, 'Fritz', {
        ...site.firefoxIn(shut),
        preferences: proxy.preferences,
        iceAsks: [TURN_NAME, site.network.server.address, site.network.server.inner],
        remarks: ICE_FAILED,
      }),
    ]);
    const { verdict, rows } = await check(fritz);
    expect(verdict).toEqual([{ takesPart: true, way: 'turn-tls', findings: 'no-udp last-way' }]);
    expect(rows).toMatchObject({ 'web-socket': 'works', tcp: 'fails', 'turn-tls:443': 'works', microphone: 'works' });
    await fritz.page.goto(site.moderatorLink);
    await fritz.enter();
    await expectBothWays(anna, fritz);
  });
});

describe('in Firefox one does what one does in Chromium', { timeout: LONG_TEST_MS }, () => {
  it('what is behind somebody is hidden, and a screen shared', async () => {
    const site = await startSite();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const [anna, fritz] = await Promise.all([
      Person.join(site.moderatorLink, 'Anna', site.browserIn(one)),
      FirefoxPerson.join(site.moderatorLink, 'Fritz', {
        ...site.firefoxIn(other),
        hasScreen: true,
        background: 'hills',
        microphoneOn: false,
      }),
    ]);
    // The camera shows nobody: all there is lies behind them.
    await expectPicture(anna.videoOf(fritz), HILLS);
    await fritz.press('Teilen');
    await expect.poll(() => pictureWidth(anna.screenOf(fritz).locator('video'))).toBeGreaterThan(0);
    await fritz.press('Teilen beenden');
    await expect(anna.screenOf(fritz)).toHaveCount(0);
  });

  it('the sound filter is switched, and the table fills the screen; without WebGL, which hiding takes, one reads so and is not shown', async () => {
    const site = await startSite();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const [anna, fritz] = await Promise.all([
      Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(one) }),
      FirefoxPerson.join(site.moderatorLink, 'Fritz', { ...site.firefoxIn(other), background: 'hills' }),
    ]);
    await anna.expectToHear(fritz);
    await fritz.text('Hintergrund lässt sich nicht verdecken').wait();
    await expect(anna.videoOf(fritz)).toHaveCount(0);

    await fritz.press('Mehr');
    await fritz.pick('Geräte und Ton');
    await fritz.choose('Hintergrund', 'none');
    // A tone that never ends is noise.
    await fritz.choose('Klang des Mikrofons', 'clear');
    await anna.expectToHear();
    await fritz.choose('Klang des Mikrofons', 'original');
    await anna.expectToHear(fritz);
    await fritz.page.keyboard.press('Escape');
    await fritz.press('Kamera einschalten');
    await anna.expectToSee(fritz);
    await fritz.press('Ansicht');
    await fritz.press('Vollbild');
    await expect.poll(() => fritz.page.evaluate('document.fullscreenElement !== null')).toBe(true);
  });
});

describe('a Firefox that plays nothing of its own accord', { timeout: LONG_TEST_MS }, () => {
  it('plays everyone’s sound and pictures after one press on the one button that says so, and connects to nobody anew', async () => {
    const site = await startSite();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const comes = { pattern: RED_GREEN, ...site.browserIn(one) };
    const anna = await Person.join(site.moderatorLink, 'Anna', comes);
    const berta = await Person.join(site.moderatorLink, 'Berta', comes);
    const fritz = await FirefoxPerson.join(site.moderatorLink, 'Fritz', {
      ...site.firefoxIn(other),
      preferences: BLOCKS_ALL,
      // Whoever is heard or seen themselves may hear and see.
      sends: false,
      scripts: ['connections.ts'],
    });
    await fritz.button('Ton einschalten').wait();
    await fritz.expectToHear();
    const connected = () => fritz.page.evaluate('connected()');
    const before = await connected();
    await fritz.press('Ton einschalten');
    await fritz.expectToHear(anna, berta);
    await Promise.all([fritz.expectToSee(anna), fritz.expectToSee(berta)]);
    expect(await fritz.count('Ton einschalten')).toBe(0);
    expect(await connected()).toBe(before);
  });
});

describe('the check page', { timeout: LONG_TEST_MS }, () => {
  it('finds in Firefox what it finds in Chromium, on a computer without any loudspeaker as well', async () => {
    const site = await startSite();
    site.letMediaIn();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const [anna, fritz] = await Promise.all([
      Person.open(CHECK, 'Anna', site.browserIn(one)),
      FirefoxPerson.open(CHECK, 'Fritz', { ...site.firefoxIn(other), hasSpeaker: false }),
    ]);
    const { verdict, rows } = await check(anna);
    expect(verdict).toEqual([{ takesPart: true, way: 'udp', findings: '' }]);
    // Firefox hears no microphone there either.
    expect(await check(fritz)).toEqual({ verdict, rows: { ...rows, microphone: 'none' } });
  });
});
