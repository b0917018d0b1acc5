import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Attempts } from '../../src/certificates/attempts.ts';
import { isDue } from '../../src/certificates/certificate.ts';
import { loadSettings } from '../../src/certificates/settings.ts';
import { MAY_MOUNT, smallDisk } from '../helpers/small-disk.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW = Date.parse('2026-11-01T12:00:00Z');

it('whoever refuses is asked at most four times in an hour, also across restarts, and at once after a success', () => {
  const file = join(tempDir(), 'attempts.json');
  let now = NOW;
  const asked: number[] = [];
  while (now < NOW + 3 * 60 * MINUTE_MS) {
    const attempts = new Attempts(file);
    if (attempts.nextAt(now) <= now) {
      asked.push((now - NOW) / MINUTE_MS);
      attempts.begin(now);
    }
    now += MINUTE_MS;
  }
  expect(asked).toEqual([0, 1, 6, 26, 86, 146]);
  new Attempts(file).succeeded();
  expect(new Attempts(file).nextAt(now)).toBe(now);
});

it('neither a clock that was set back nor a damaged file keeps an order from going out', () => {
  const file = join(tempDir(), 'attempts.json');
  const attempts = new Attempts(file);
  attempts.begin(NOW + DAY_MS);
  expect(attempts.nextAt(NOW)).toBe(NOW);
  attempts.begin(NOW);
  writeFileSync(file, '{"fail');
  expect(attempts.nextAt(NOW)).toBe(NOW);
});

it('a certificate is renewed in the last third of its life, however long that is, and one that nobody has signed at once', () => {
  const due = (days: number, leftDays: number, isSelfSigned = false) => {
    const until = new Date(NOW + leftDays * DAY_MS);
    const from = new Date(until.getTime() - days * DAY_MS);
    return isDue({ pem: '', serial: '1', from, until, isSelfSigned }, new Date(NOW));
  };
  expect([due(90, 31), due(90, 29), due(45, 16), due(45, 14), due(6, 2.1), due(6, 1.9), due(90, -1)]).toEqual([
    false,
    true,
    false,
    true,
    false,
    true,
    true,
  ]);
  expect(due(365, 364, true)).toBe(true);
});

it('names that are none, and would be a path or an option, are refused', () => {
  const settings = {
    ACME_EMAIL: 'technik@example.org',
    ACME_DIR: '/acme',
    ACME_PORT: '4443',
    CERTIFICATES: '/certificates',
    OWN_CERTIFICATES: '/own',
    HAPROXY_SOCKET: '/run/haproxy/haproxy.sock',
  };
  const { names } = loadSettings({ ...settings, NAMES: 'Konferenz.example.org, turn.example.org,turn.example.org' });
  expect(names).toEqual(['konferenz.example.org', 'turn.example.org']);
  for (const bad of ['', '../etc', '-d.example.org', 'a/b.example.org', 'example', '*.example.org', 'a..b'])
    expect(() => loadSettings({ ...settings, NAMES: bad }), bad).toThrow();
  expect(loadSettings({ ...settings, NAMES: 'a.example.org', ACME_EMAIL: '' }).authority).toBeNull();
});

it.runIf(MAY_MOUNT)('a full disk forgets no attempt, and none goes out that it could not note', () => {
  const { dataDir, fill, makeRoom } = smallDisk();
  mkdirSync(dataDir);
  const file = join(dataDir, 'attempts.json');
  const attempts = new Attempts(file);
  attempts.begin(NOW);
  fill();
  expect(() => attempts.begin(NOW + MINUTE_MS)).toThrow(/ENOSPC/);
  expect(new Attempts(file).nextAt(NOW)).toBe(NOW + MINUTE_MS);
  makeRoom();
  attempts.begin(NOW + MINUTE_MS);
  expect(new Attempts(file).nextAt(NOW + MINUTE_MS)).toBe(NOW + 6 * MINUTE_MS);
});
