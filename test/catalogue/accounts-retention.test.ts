import { afterEach, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../src/catalogue/access/rights.ts';
import { keepRetention } from '../../src/catalogue/retention.ts';
import { openTestCatalogue } from '../helpers/servers/houses.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { rowCounts } from '../storage/storage.ts';

const DAY_MS = 86_400_000;

afterEach(() => void vi.useRealTimers());

it('sessions, links and the names of browsers go by themselves when they are over, and not before', async () => {
  const dataDir = tempDir();
  const { database, accounts, catalogue, createHouse } = await openTestCatalogue(dataDir);
  const { organiser, password } = await createHouse();
  const attempt = {
    email: organiser.email,
    password,
    address: '192.0.2.1',
    code: null,
    formerToken: null,
    browser: null,
  };
  await accounts.signIn.signIn(attempt);
  await catalogue.organisers.makeLink(OPERATOR, organiser.id);
  const start = Date.now();
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  const after = async (days: number) => {
    vi.setSystemTime(start + days * DAY_MS);
    const report = (error: unknown) => {
      throw error;
    };
    (await keepRetention({ stays: database.attendance, accounts, report })).close();
    const { sessions, password_links: links, organiser_browsers: browsers, organisers } = rowCounts(dataDir);
    return { sessions, links, browsers, organisers };
  };
  expect(await after(6)).toEqual({ sessions: 1, links: 1, browsers: 1, organisers: 2 });
  expect(await after(8)).toEqual({ sessions: 0, links: 1, browsers: 1, organisers: 2 });
  expect(await after(15)).toEqual({ sessions: 0, links: 0, browsers: 1, organisers: 2 });
  expect(await after(61)).toEqual({ sessions: 0, links: 0, browsers: 0, organisers: 2 });
});
