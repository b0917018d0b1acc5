import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CertificateKeeper } from '../../src/certificates/keeper.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const NAME = 'konferenz.example.org';
const MINUTE_MS = 60_000;
const NOBODY = 65_534;
const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

/** An authority that refuses every order, in lego's place. */
function installation() {
  const dir = tempDir();
  const [bin, own, orders] = [join(dir, 'bin'), join(dir, 'own'), join(dir, 'orders')];
  for (const folder of [bin, own]) mkdirSync(folder);
  writeFileSync(join(bin, 'lego'), `#!/bin/sh\necho order >> '${orders}'\necho 'the authority refuses'\nexit 1\n`);
  chmodSync(join(bin, 'lego'), 0o755);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });
  const warnings: string[] = [];
  const acme = join(dir, 'acme');
  const keeper = new CertificateKeeper({
    settings: {
      names: [NAME],
      authority: { email: 'technik@example.org', server: undefined, folder: acme, port: '4443' },
      served: join(dir, 'served'),
      own,
      haproxySocket: join(dir, 'haproxy.sock'),
      readyFile: join(dir, 'ready'),
    },
    log: { info: () => {}, warn: (sentence) => void warnings.push(sentence) },
  });
  onTestFinished(() => keeper.close());
  return {
    dir,
    own,
    keeper,
    warnings,
    attemptsFile: join(acme, `attempts-${NAME}.json`),
    ready: join(dir, 'ready'),
    orders: () => (existsSync(orders) ? readFileSync(orders, 'utf8').trim().split('\n').length : 0),
    async minutesPass(minutes: number) {
      for (let minute = 0; minute < minutes; minute += 1) {
        vi.setSystemTime(Date.now() + MINUTE_MS);
        await keeper.look();
      }
    },
  };
}

describe.runIf(HAS_OPENSSL)('the keeper of certificates', () => {
  it('asks an authority that refuses ever more rarely, and says why in its words', async () => {
    const { keeper, warnings, orders, minutesPass } = installation();
    await keeper.start();
    await minutesPass(30);
    expect(orders()).toBe(4);
    expect(warnings[0]).toMatch(/no new certificate could be had\. .* Reason: the authority refuses$/);
  });

  it('orders nothing while an attempt cannot be noted, as on a full disk, and says so once', async () => {
    const { keeper, warnings, attemptsFile, orders, minutesPass } = installation();
    mkdirSync(attemptsFile, { recursive: true });
    await keeper.start();
    await minutesPass(10);
    expect(orders()).toBe(0);
    expect(warnings).toEqual([expect.stringMatching(/no certificate is ordered.*EISDIR/)]);
    rmSync(attemptsFile, { recursive: true });
    await minutesPass(1);
    expect(orders()).toBe(1);
  });

  it('serves and orders also where the folder of own certificates may not be read, and says what to do once', async () => {
    const { dir, own, keeper, warnings, ready, orders, minutesPass } = installation();
    chmodSync(own, 0o000);
    if (process.getuid?.() === 0) {
      // Root may read everything.
      chmodSync(dir, 0o777);
      process.seteuid?.(NOBODY);
      onTestFinished(() => process.seteuid?.(0));
    }
    await keeper.start();
    await minutesPass(2);
    expect(existsSync(ready)).toBe(true);
    expect(orders()).toBe(2);
    expect(warnings.filter((line) => line.includes(own))).toEqual([
      expect.stringMatching(/own certificates .* cannot be seen .*EACCES.* readable/),
    ]);
  });
});
