import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect as expectNow, it, onTestFinished, vi } from 'vitest';
import { CertificateKeeper } from '../../../src/certificates/keeper.ts';
import { expect, LONG_TEST_MS, OFTEN } from '../../e2e/support/expect.ts';
import type { RunningProgram } from '../../e2e/support/server/program.ts';
import { type AcmeAuthority, startAcmeAuthority, startKeeper } from '../../e2e/support/site/acme.ts';
import { LivingConnection, servedCertificate } from '../../e2e/support/site/living-connection.ts';
import { APP_NAME, type CertificatesPlace, startSite, TURN_NAME } from '../../e2e/support/site/site.ts';

const NAMES = [APP_NAME, TURN_NAME];
const MINUTE_MS = 60_000;

/** What the keeper says of each order. */
const NOT_HAD = 'no new certificate could be had';
const HAD = 'a new certificate, valid until';
const OUTCOME = new RegExp(`: (${HAD}|${NOT_HAD})`, 'g');

/** A site that begins with no certificate at all, and has those that it ordered. */
async function startOrderingSite() {
  const began: { place: CertificatesPlace; acme: AcmeAuthority; keeper: RunningProgram }[] = [];
  const site = await startSite(
    {},
    {
      prepareCertificates: async (place) => {
        const acme = await startAcmeAuthority(place);
        began.push({ place, acme, keeper: await startKeeper(place) });
      },
    },
  );
  const [start] = began;
  if (!start) throw new Error('nothing has begun');
  const { place } = start;
  const at = (name: string) => ({ namespace: place.name, address: place.address, name });
  const serials = () => NAMES.map((name) => servedCertificate(at(name)).serialNumber);
  // Those it began with are signed by themselves.
  const issuers = () => NAMES.map((name) => servedCertificate(at(name)).issuer.includes('Pebble'));
  // One look at a time, so that nothing is under way when a test begins.
  const looks = () => (start.keeper.said.match(OUTCOME)?.length ?? 0) / NAMES.length;
  const orderNow = async () => {
    const before = looks();
    start.keeper.signal('SIGHUP');
    await expect.poll(looks, OFTEN).toBe(before + 1);
  };
  /** What was served before it. Pebble takes an earlier authorization once in a hundred times, though it was told never to. */
  const orderInVain = async () => {
    const had = () => start.keeper.said.split(HAD).length;
    for (;;) {
      const before = { had: had(), serials: serials() };
      await orderNow();
      if (had() === before.had) return before.serials;
    }
  };
  await expect.poll(looks, OFTEN).toBe(1);
  // Its first look comes before haproxy, or not.
  if (start.keeper.said.includes(NOT_HAD)) await orderNow();
  await expect.poll(issuers).toEqual([true, true]);
  return { ...site, ...start, at, serials, orderNow, orderInVain };
}

/** A site with certificates of its own, and a keeper that runs beside it, whose minutes pass when they are told to. */
async function startSiteOfItsOwn() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const warnings: string[] = [];
  const places: CertificatesPlace[] = [];
  const fileOf = ({ folder }: CertificatesPlace, name: string) => join(folder, 'own', `${name}.pem`);
  await startSite(
    {},
    {
      prepareCertificates: async (place) => {
        places.push(place);
        mkdirSync(join(place.folder, 'own'));
        for (const name of NAMES) place.authority.issue(name, fileOf(place, name));
        const keeper = new CertificateKeeper({
          settings: {
            names: NAMES,
            authority: null,
            served: place.certificates,
            own: join(place.folder, 'own'),
            haproxySocket: place.haproxySocket,
            readyFile: undefined,
          },
          log: { info: () => {}, warn: (sentence) => void warnings.push(sentence) },
        });
        onTestFinished(() => keeper.close());
        await keeper.start();
      },
    },
  );
  const [place] = places;
  if (!place) throw new Error('nothing has begun');
  const at = (name: string) => ({ namespace: place.name, address: place.address, name });
  return {
    warnings,
    at,
    serials: () => NAMES.map((name) => servedCertificate(at(name)).serialNumber),
    renew: (name: string) => place.authority.issue(name, fileOf(place, name)),
    write: (name: string, text: string) => writeFileSync(fileOf(place, name), text),
    minutePasses: () => vi.advanceTimersByTime(MINUTE_MS),
  };
}

describe('an installation’s certificates', { timeout: LONG_TEST_MS }, () => {
  it('are renewed under both names, twice, and whoever is connected stays; when the authority refuses, the old one serves, and it is said until when', async () => {
    const { keeper, acme, at, serials, orderNow, orderInVain } = await startOrderingSite();
    const connections = [LivingConnection.toApp(at(APP_NAME)), LivingConnection.toTurn(at(TURN_NAME))];
    const expectAllAlive = async () => {
      for (const connection of connections) await connection.expectAnswer();
    };
    await expectAllAlive();
    for (const _ of ['once', 'and again']) {
      const before = serials();
      await orderNow();
      await expect.poll(() => serials().filter((serial) => !before.includes(serial))).toHaveLength(2);
      await expectAllAlive();
    }

    acme.findsSite(false);
    const before = await orderInVain();
    for (const name of NAMES) {
      const until = servedCertificate(at(name)).validToDate.toISOString();
      const sentence = `${name}: ${NOT_HAD}. The old one serves until ${until}. Next attempt after`;
      expectNow(keeper.said).toContain(sentence);
    }
    expectNow(serials()).toEqual(before);
    await expectAllAlive();
  });

  it('are ordered once, however often everything is started again; one’s own is taken instead while it is there', async () => {
    const { keeper, acme, place, at, serials } = await startOrderingSite();
    await keeper.stop();
    const [before, ordered] = [serials(), acme.orders];
    expectNow(ordered).toBeGreaterThan(0);
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      const again = await startKeeper(place);
      for (const name of NAMES) await expect.poll(() => again.said, OFTEN).toContain(`${name}: it is valid until`);
      await again.stop();
    }
    expectNow(acme.orders).toBe(ordered);
    expectNow(serials()).toEqual(before);

    const own = join(place.folder, `own-${APP_NAME}.pem`);
    place.authority.issue(APP_NAME, own);
    copyFileSync(own, join(place.folder, 'own', `${APP_NAME}.pem`));
    await startKeeper(place);
    await expect.poll(() => servedCertificate(at(APP_NAME)).issuer).toBe('CN=A test');
    expectNow(serials()[1]).toBe(before[1]);
  });

  it('of its own are served within a minute after they have changed, twice, and whoever is connected stays; what cannot be used is not', async () => {
    const { warnings, at, serials, renew, write, minutePasses } = await startSiteOfItsOwn();
    const connections = [LivingConnection.toApp(at(APP_NAME)), LivingConnection.toTurn(at(TURN_NAME))];
    const expectAllAlive = async () => {
      for (const connection of connections) await connection.expectAnswer();
    };
    await expectAllAlive();
    for (const _ of ['once', 'and again']) {
      const before = serials();
      for (const name of NAMES) renew(name);
      expectNow(serials()).toEqual(before);
      minutePasses();
      await expect.poll(() => serials().filter((serial) => !before.includes(serial))).toHaveLength(2);
      await expectAllAlive();
    }

    const before = serials();
    renew(APP_NAME);
    write(TURN_NAME, '-----BEGIN CERTIFICATE-----\n');
    minutePasses();
    await expect.poll(() => serials()[0]).not.toBe(before[0]);
    expectNow(serials()[1]).toBe(before[1]);
    await expect.poll(() => warnings).toEqual([expectNow.stringMatching(/turn\.example\.org\.pem cannot be used/)]);
    await expectAllAlive();
  });
});
