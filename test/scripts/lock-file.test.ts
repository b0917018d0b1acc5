import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { missingPlatformPackages } from '../../scripts/lib/npm/lock-platforms.mjs';

test('the lock file has the packages of all platforms (else: node scripts/complete-lock.mjs)', () => {
  const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  expect(missingPlatformPackages(lock)).toEqual({});
});

test('a package of another platform that the lock file leaves out is added with its platform', () => {
  const lock = {
    packages: {
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: {
          '@tool/linux-x64': '1.0.0',
          '@tool/linux-arm64-musl': '1.0.0',
          'tool-darwin-x64': '1.0.0',
        },
      },
      'node_modules/@tool/linux-x64': { version: '1.0.0' },
    },
  };
  expect(missingPlatformPackages(lock)).toEqual({
    'node_modules/@tool/linux-arm64-musl': {
      version: '1.0.0',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
    'node_modules/tool-darwin-x64': { version: '1.0.0', cpu: ['x64'], dev: true, optional: true, os: ['darwin'] },
  });
});
