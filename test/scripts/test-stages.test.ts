import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runStage, summary } from '../../scripts/lib/test-stages.mjs';

/** A checkout whose vitest reports these failures, one list for each of its runs, and notes what it was called with. */
function checkout(runs: readonly (readonly string[])[]) {
  const root = mkdtempSync(join(tmpdir(), 'stages-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const calls = join(root, 'calls');
  mkdirSync(join(root, 'node_modules', 'vitest'), { recursive: true });
  writeFileSync(calls, '');
  writeFileSync(
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    const nth = readFileSync(${JSON.stringify(calls)}, 'utf8').split('\\n').length - 1;
    const failed = ${JSON.stringify(runs)}[nth];
    appendFileSync(${JSON.stringify(calls)}, process.argv.filter((arg) => arg.endsWith('.test.ts')).join(' ') + '\\n');
    const report = process.argv.find((arg) => arg.startsWith('--outputFile')).split('=')[1];
    writeFileSync(report, JSON.stringify({
      numPassedTests: 10 - failed.length, numFailedTests: failed.length, numPendingTests: 0, numTodoTests: 0,
      testResults: failed.map((fullName) => ({ name: fullName + '.test.ts', assertionResults: [{ status: 'failed', fullName }] })),
    }));
    process.exitCode = failed.length > 0 ? 1 : 0;`,
  );
  const prepared = (env: NodeJS.ProcessEnv) => ({
    root,
    node: process.execPath,
    env: { PATH: process.env.PATH, ...env },
  });
  return {
    watched: prepared({}),
    unwatched: prepared({ CI: 'true' }),
    called: () => readFileSync(calls, 'utf8').trimEnd().split('\n'),
  };
}

test('a browser test that fails where nobody watches is run once more after all others, and is named all the same', async () => {
  const { unwatched, called } = checkout([['a', 'b'], []]);
  const result = await runStage('e2e', [], unwatched);
  expect(called()).toEqual(['', 'a.test.ts b.test.ts']);
  expect(result).toMatchObject({ exitCode: 0, passed: 10, failed: 0, unsteady: ['a', 'b'] });
  const { lines, exitCode } = summary([result], ['e2e']);
  expect(exitCode).toBe(0);
  expect(lines).toContain('unsteady, passed only at the second time: a');
});

test('what fails twice has failed', async () => {
  const { unwatched, called } = checkout([['a'], ['a']]);
  expect(await runStage('e2e', [], unwatched)).toEqual({ stage: 'e2e', exitCode: 1, passed: 9, failed: 1, skipped: 0 });
  expect(called()).toHaveLength(2);
});

test('many failures, those of other stages, and those before somebody’s eyes are failures at once', async () => {
  const many = checkout([['a', 'b', 'c', 'd'], []]);
  expect(await runStage('e2e', [], many.unwatched)).toMatchObject({ exitCode: 1, failed: 4 });
  const unit = checkout([['a'], []]);
  expect(await runStage('unit', [], unit.unwatched)).toMatchObject({ exitCode: 1, failed: 1 });
  const watched = checkout([['a'], []]);
  expect(await runStage('e2e', [], watched.watched)).toMatchObject({ exitCode: 1, failed: 1 });
  for (const { called } of [many, unit, watched]) expect(called()).toHaveLength(1);
});
