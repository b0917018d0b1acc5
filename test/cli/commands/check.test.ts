import { expect, it } from 'vitest';
import { verdictOf } from '../../../src/protocol/media/check-report.ts';
import { CHECK_REPORT } from '../../helpers/protocol-samples.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { openTestDatabase } from '../../storage/storage.ts';
import { callCli } from '../run-cli.ts';

async function withChecks() {
  const dataDir = tempDir();
  const { checks } = await openTestDatabase(dataDir);
  const checkedAt = Date.now();
  await checks.add({ code: '417203', checkedAt, report: JSON.stringify(CHECK_REPORT) });
  await checks.add({ code: '999999', checkedAt: checkedAt - 1, report: '{"ofAnotherVersion":true}' });
  await checks.add({ code: '888888', checkedAt: checkedAt - 2, report: '{"webSocket":"wor' });
  const cli = (...args: string[]) => callCli(['check', ...args], { dataDir });
  return { cli, checkedAt };
}

it.each(['417203', '417 203', '417-203'])('the operator types the code %s and reads the verdict', async (code) => {
  const { cli } = await withChecks();
  const { code: exit, out } = await cli('show', code);
  expect(exit).toBe(0);
  expect(out).toContain('Can take part: sound and picture come back (TURN server, TLS).');
  expect(out).toContain('- UDP does not get through');
  expect(out).toMatch(/straight, UDP, port 40000 +fails/);
  expect(out).toMatch(/TURN server, TLS, port 443 +works/);
  expect(out).toMatch(/Camera +denied/);
  expect(out).toMatch(/Browser +Firefox 153/);
  expect(out).toContain('at least 1400 kbit/s up, 4100 kbit/s down');
});

it('a script gets the report and the verdict as JSON', async () => {
  const { cli, checkedAt } = await withChecks();
  const check = {
    code: '417203',
    checkedAt: new Date(checkedAt).toISOString(),
    report: CHECK_REPORT,
    verdict: verdictOf(CHECK_REPORT),
  };
  expect(JSON.parse((await cli('show', '417203', '--json')).out)).toEqual({ check });
  expect(JSON.parse((await cli('list', '--json')).out)).toEqual({ checks: [check], unreadable: 2 });
});

it('all checks are listed, newest first, and how many cannot be read', async () => {
  const { cli } = await withChecks();
  const { code, out } = await cli('list');
  expect(code).toBe(0);
  expect(out).toMatch(/417203.*\n2 cannot be read: made with another version of the page, or damaged\.\n$/s);
  const none = await callCli(['check', 'list'], { dataDir: tempDir() });
  expect(none.out).toBe('Nobody has checked their connection within 7 days.\n');
});

it.each([
  ['123456', /^Error: There is no check with the code 123456; they are kept for 7 days\.\n$/],
  ['999999', /another version/],
  ['888888', /damaged/],
  ['41720', /has 6 digits/],
  ['abc\u001b[2J', /has 6 digits/],
])('the code %j is refused in a sentence', async (code, sentence) => {
  const { cli } = await withChecks();
  const { code: exit, out, err } = await cli('show', code);
  expect([exit, out]).toEqual([2, '']);
  expect(err).toMatch(sentence);
});
