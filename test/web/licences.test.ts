import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { licencesHtml } from '../../web/licences/page.ts';
import { type Part, serverParts, workerParts } from '../../web/licences/parts.ts';

// All packages are read.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = join(import.meta.dirname, '../..');

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

it('each part of the media worker is named, at the version that its own build fetches', () => {
  const names = workerParts(ROOT).map(({ name }) => name);
  expect(names).toEqual(['abseil-cpp', 'flatbuffers', 'libsrtp3', 'libuv', 'libwebrtc', 'openssl', 'unordered-dense']);
  const versions = workerParts(ROOT).filter(({ name }) => name !== 'libwebrtc');
  expect(versions.filter(({ version }) => !/^\d/.test(version))).toEqual([]);
});

it('what authors write into their licences is text and nothing else', () => {
  const hostile: Part = {
    name: '<b>x</b>',
    version: '1',
    licence: 'MIT',
    text: '</pre><script>$& $1</script>',
    home: null,
  };
  const html = licencesHtml({ own: null, server: [hostile], browser: [], worker: [] });
  expect(html).not.toMatch(/<script|<b>|<\/pre><\/pre>/);
  expect(html).toContain('&lt;script&gt;$&amp; $1&lt;/script&gt;');
});

it('the licence of the program itself stands first, in full', () => {
  const own = readFileSync(join(ROOT, 'LICENSE'), 'utf8');
  expect(own).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
  expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).license).toBe('EUPL-1.2');
  const html = licencesHtml({ own, server: [], browser: [], worker: [] });
  expect(html.indexOf('EUROPEAN UNION PUBLIC LICENCE')).toBeLessThan(html.indexOf('<h2>'));
});
