import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepRetention } from '../../../src/catalogue/retention.ts';
import { keepReport, readReport } from '../../../src/checks/kept-checks.ts';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { MAX_KEPT_CHECKS } from '../../../src/storage/repositories/check-repository.ts';
import { CHECK_REPORT } from '../../helpers/protocol-samples.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { openTestDatabase } from '../storage.ts';

const NOW = 1_800_000_000_000;
const WEEK_MS = 7 * 24 * 3_600_000;
const kept = (code: string, checkedAt = NOW) => ({ code, checkedAt, report: JSON.stringify(CHECK_REPORT) });

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

it('what a check has found is found by its code for a week, and then deleted', async () => {
  const dataDir = tempDir();
  const { checks, attendance } = await openTestDatabase(dataDir);
  const code = await keepReport(checks, CHECK_REPORT);
  expect(readReport((await checks.find(code))?.report ?? 'null')).toEqual(CHECK_REPORT);
  vi.setSystemTime(NOW + WEEK_MS - 1);
  expect(await checks.list()).toHaveLength(1);
  vi.setSystemTime(NOW + WEEK_MS);
  expect(await checks.find(code)).toBeNull();
  expect(await checks.list()).toEqual([]);
  const report = (error: unknown) => {
    throw error;
  };
  (await keepRetention({ stays: attendance, checks, report })).close();
  const file = new SqliteDatabase(join(dataDir, DATABASE_FILE), { readonly: true });
  expect(file.prepare('SELECT * FROM checks').all()).toEqual([]);
  file.close();
});

it('a code that is taken is given to nobody else, and one that has gone does not come back', async () => {
  const { checks } = await openTestDatabase();
  expect(await checks.add(kept('417203'))).toBe(true);
  expect(await checks.add({ ...kept('417203'), report: '{}' })).toBe(false);
  expect(await checks.find('417203')).toEqual(kept('417203'));
  expect(await checks.replace(kept('999999'))).toBe(false);
  expect(await checks.list()).toEqual([kept('417203')]);
  expect(await checks.replace(kept('417203', NOW + 1))).toBe(true);
  expect(await checks.list()).toEqual([kept('417203', NOW + 1)]);
  const add = vi.spyOn(checks, 'add').mockResolvedValue(false);
  await expect(keepReport(checks, CHECK_REPORT)).rejects.toMatchObject({ code: 'TOO_MANY' });
  add.mockRestore();
});

it('beyond a number the oldest go', async () => {
  const dataDir = tempDir();
  const { checks } = await openTestDatabase(dataDir);
  const file = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  const insert = file.prepare('INSERT INTO checks VALUES (?, ?, ?)');
  file.transaction(() => {
    for (let index = 0; index < MAX_KEPT_CHECKS; index += 1) insert.run(`${100_000 + index}`, NOW - index, '{}');
  })();
  file.close();
  expect(await checks.add(kept('999999'))).toBe(true);
  const codes = (await checks.list()).map(({ code }) => code);
  expect(codes).toHaveLength(MAX_KEPT_CHECKS);
  expect(codes).toContain('999999');
  expect(codes).not.toContain(`${100_000 + MAX_KEPT_CHECKS - 1}`);
});
