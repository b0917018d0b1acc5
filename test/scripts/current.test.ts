import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packagesAreCurrent } from '../../scripts/lib/npm/packages.mjs';
import { inputsHash, webClientIsCurrent } from '../../scripts/lib/web.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'clone-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: unknown) {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
}

describe('the packages', () => {
  const lock = (version: string, more = {}) => ({
    packages: { '': { name: 'clone' }, 'node_modules/zod': { version }, ...more },
  });
  const installed = (version: string) => ({ packages: { 'node_modules/zod': { version } } });

  function install(version: string) {
    write('node_modules/.package-lock.json', installed(version));
    write('node_modules/zod/package.json', {});
  }

  test('are not current in a new clone', () => {
    write('package-lock.json', lock('1.0.0'));
    expect(packagesAreCurrent(root)).toBe(false);
  });

  test('are current after npm itself installed what the lock file says', () => {
    write('package-lock.json', lock('1.0.0'));
    install('1.0.0');
    expect(packagesAreCurrent(root)).toBe(true);
  });

  test('are not current when the lock file says another version', () => {
    write('package-lock.json', lock('1.0.0'));
    install('1.0.0');
    packagesAreCurrent(root);
    write('package-lock.json', lock('1.0.1'));
    expect(packagesAreCurrent(root)).toBe(false);
  });

  test('are not current when one of them is missing', () => {
    write('package-lock.json', lock('1.0.0'));
    write('node_modules/.package-lock.json', installed('1.0.0'));
    expect(packagesAreCurrent(root)).toBe(false);
  });

  test('are current without those that are only for another platform', () => {
    write('package-lock.json', lock('1.0.0', { 'node_modules/node-other': { version: '1.0.0', optional: true } }));
    install('1.0.0');
    expect(packagesAreCurrent(root)).toBe(true);
  });

  test('are not current when one is installed that the lock file does not have', () => {
    write('package-lock.json', { packages: {} });
    install('1.0.0');
    expect(packagesAreCurrent(root)).toBe(false);
  });
});

describe('the web client', () => {
  beforeEach(() => {
    write('web/src/main.ts', 'start()');
    write('src/protocol/room.ts', 'schema');
    write('package-lock.json', '{}');
    write('web/dist/index.html', '<!doctype html>');
    write('web/dist/.inputs', inputsHash(root));
  });

  test('is current when nothing changed', () => {
    expect(webClientIsCurrent(root)).toBe(true);
  });

  test.each(['web/src/main.ts', 'web/src/new.ts', 'src/protocol/room.ts', 'package-lock.json'])(
    'is not current after a change of %s',
    (file) => {
      write(file, 'changed');
      expect(webClientIsCurrent(root)).toBe(false);
    },
  );

  test('is not current after a file got another name', () => {
    renameSync(path.join(root, 'web/src/main.ts'), path.join(root, 'web/src/start.ts'));
    expect(webClientIsCurrent(root)).toBe(false);
  });

  test('is current after a change of the server alone', () => {
    write('src/main.ts', 'listen()');
    expect(webClientIsCurrent(root)).toBe(true);
  });

  test('is not current without its first page', () => {
    rmSync(path.join(root, 'web/dist/index.html'));
    expect(webClientIsCurrent(root)).toBe(false);
  });
});
