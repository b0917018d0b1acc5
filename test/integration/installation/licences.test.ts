import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { serverParts } from '../../../web/licences/parts.ts';

// All packages are read.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = join(import.meta.dirname, '../../..');

interface LockedPackage {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** What is installed on this machine of what the server runs with, as `name@version`. */
function installedByTheLock(): string[] {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
  );
  const shipped = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional && existsSync(join(ROOT, path)),
  );
  return [...new Set(shipped.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`))].sort();
}

it('each package that the lock file installs for the server is named, with a licence', async () => {
  const parts = await serverParts(ROOT);
  expect(parts.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(installedByTheLock());
  expect(parts.filter(({ licence }) => /unbekannt|unknown|unlicensed|undefined/i.test(licence))).toEqual([]);
  expect(parts.filter(({ text }) => text === null).length).toBeLessThan(parts.length / 20);
});
