import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyWorkerSource } from '../../scripts/lib/worker-build.mjs';

const RECIPE = path.resolve(import.meta.dirname, '../../scripts/worker');
const INSTALLED = path.resolve(import.meta.dirname, '../../node_modules/mediasoup/worker');
const CHANGES = JSON.parse(readFileSync(path.join(RECIPE, 'source-changes.json'), 'utf8'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'worker-source-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the installed media worker is copied with every change, and itself stays as it is', () => {
  const [change] = CHANGES;
  copyWorkerSource(INSTALLED, folder, RECIPE);
  expect(readFileSync(path.join(folder, change.file), 'utf8')).toContain(change.to);
  expect(readFileSync(path.join(INSTALLED, change.file), 'utf8')).toContain(change.from);
});

test('a source that the changes are not for is refused', () => {
  const other = path.join(folder, 'other');
  for (const part of ['include', 'fbs', 'deps/libwebrtc']) mkdirSync(path.join(other, part), { recursive: true });
  mkdirSync(path.join(other, path.dirname(CHANGES[0].file)), { recursive: true });
  writeFileSync(path.join(other, CHANGES[0].file), 'int main() {}');
  expect(() => copyWorkerSource(other, path.join(folder, 'copy'), RECIPE)).toThrow(/is not the one/);
});
