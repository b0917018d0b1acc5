import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  findWorker,
  inStagingFolder,
  isDamaged,
  removeLeftovers,
  storeWorker,
} from '../../scripts/lib/worker-cache.mjs';

/** What the real one does when it is not started by mediasoup. */
const STARTING = '#!/bin/sh\nexit 41\n';
const FACTS = { mediasoup: '3.0.0', platform: 'linux-x64', origin: 'built' };

let base: string;
let cache: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'worker-cache-'));
  cache = path.join(base, 'worker');
});
afterEach(() => rmSync(base, { recursive: true }));

function store(script = STARTING): string {
  const binary = path.join(base, 'made');
  writeFileSync(binary, script);
  return storeWorker(cache, 'key', binary, FACTS);
}
const any = () => true;

test('a stored worker is found again, with what is known about it', () => {
  const binary = store();
  expect(findWorker(cache, any)).toMatchObject({ binary, manifest: FACTS });
  expect(isDamaged(cache, 'key')).toBe(false);
  expect(readdirSync(cache)).toEqual(['key']);
});

test('there is no worker where nothing was ever stored', () => {
  expect(findWorker(cache, any)).toBeNull();
  expect(isDamaged(cache, 'key')).toBe(false);
});

test('a worker that is not the wanted one is left alone', () => {
  store();
  expect(findWorker(cache, (manifest: { mediasoup: string }) => manifest.mediasoup === '3.0.1')).toBeNull();
});

describe('a damaged entry is noticed:', () => {
  const damages: Record<string, (binary: string) => void> = {
    'the binary was changed': (binary) => writeFileSync(binary, `${STARTING}# more`),
    'the binary was cut short': (binary) => writeFileSync(binary, readFileSync(binary).subarray(0, 12)),
    'the binary is empty': (binary) => writeFileSync(binary, ''),
    'the binary is gone': (binary) => rmSync(binary),
    'the manifest is gone': (binary) => rmSync(path.join(path.dirname(binary), 'manifest.json')),
    'the manifest is cut short': (binary) => writeFileSync(path.join(path.dirname(binary), 'manifest.json'), '{"sha2'),
    'the binary may not be executed': (binary) => chmodSync(binary, 0o644),
  };
  test.each(Object.keys(damages))('%s', (name) => {
    const binary = store();
    damages[name]?.(binary);
    expect(findWorker(cache, any)).toBeNull();
    expect(isDamaged(cache, 'key')).toBe(true);
    store();
    expect(findWorker(cache, any)).not.toBeNull();
  });

  test('the binary does not start on this machine', () => {
    store('#!/bin/sh\nexit 127\n');
    expect(findWorker(cache, any)).toBeNull();
    expect(isDamaged(cache, 'key')).toBe(true);
  });
});

test('a store that fails leaves the entry as it was and nothing half-done', () => {
  store();
  expect(() => storeWorker(cache, 'key', path.join(base, 'absent'), FACTS)).toThrow();
  expect(findWorker(cache, any)).not.toBeNull();
  expect(readdirSync(cache)).toEqual(['key']);
});

test('a temporary folder is gone when its work fails later', async () => {
  const work = inStagingFolder(cache, async (staging: string) => {
    mkdirSync(path.join(staging, 'half'));
    await Promise.resolve();
    throw new Error('compiler failed');
  });
  await expect(work).rejects.toThrow('compiler failed');
  expect(readdirSync(cache)).toEqual([]);
});

test('what a killed set-up left is removed, and workers stay', () => {
  const binary = store();
  mkdirSync(path.join(cache, '.staging-1-dead', 'build'), { recursive: true });
  removeLeftovers(cache);
  expect(readdirSync(cache)).toEqual(['key']);
  expect(existsSync(binary)).toBe(true);
});
