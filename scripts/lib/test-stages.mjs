import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runInForeground } from './base/run.mjs';

/** @typedef {import('./arguments.mjs').Stage} Stage */
/** @typedef {{stage: Stage, exitCode: number, passed: number, failed: number, skipped: number}} Result */

/** @type {Record<Stage, import('./prepare.mjs').Part[]>} */
export const NEEDS = {
  unit: [],
  integration: ['worker', 'web', 'monitoring', 'browser'],
  e2e: ['worker', 'web', 'browser'],
  image: ['image'],
};

const MEMORY_FOLDER = '/dev/shm';
const ENOUGH_BYTES = 512 * 1024 * 1024;

/**
 * @param {Stage} stage
 * @param {string[]} rest arguments for vitest
 * @param {{root: string, node: string, env: NodeJS.ProcessEnv}} prepared
 * @returns {Promise<Result>}
 */
export async function runStage(stage, rest, { root, node, env }) {
  const temporary = stage === 'unit' ? quickFolder(env) : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(temporary, 'tafelrunde-test-'));
  const report = path.join(folder, 'report.json');
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const ownReporter = rest.some((arg) => arg.startsWith('--reporter'));
  const args = [vitest, 'run', ...projects(stage), '--reporter=json', `--outputFile.json=${report}`];
  if (!ownReporter) args.push('--reporter=default');
  // A filter may fit no test of one stage; the summary says when it fits none at all.
  if (rest.length > 0) args.push('--passWithNoTests');
  try {
    const exitCode = await runInForeground(node, [...args, ...rest], {
      cwd: root,
      env: { ...env, TMPDIR: temporary },
    });
    return { stage, exitCode, ...readCounts(report) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Those of vitest.config.ts.
 * @param {Stage} stage
 */
function projects(stage) {
  const names = stage === 'e2e' ? ['e2e', 'e2e-alone'] : [stage];
  return names.flatMap((name) => ['--project', name]);
}

/**
 * For temporary files. In memory where there is room: every other unit test opens a database of its own, and would wait
 * for a disk that somebody else is using.
 * @param {NodeJS.ProcessEnv} env
 */
function quickFolder(env) {
  if (env.TMPDIR !== undefined) return env.TMPDIR;
  try {
    const { bavail, bsize } = fs.statfsSync(MEMORY_FOLDER);
    if (bavail * bsize >= ENOUGH_BYTES) return MEMORY_FOLDER;
  } catch {
    // Not on this machine.
  }
  return os.tmpdir();
}

/** @param {string} report */
function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      fs.readFileSync(report, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    // Without a report no test ran.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/**
 * The closing lines: what each stage said, and as the last one all of it.
 * @param {Result[]} results
 * @param {Stage[]} stages those that were asked for
 * @returns {{lines: string[], exitCode: number}}
 */
export function summary(results, stages) {
  const lines = results.map(({ stage, exitCode, passed, failed }) => {
    const verdict = exitCode === 0 ? 'ok' : `failed with exit code ${exitCode}`;
    return `${stage}: ${verdict} (${passed} passed, ${failed} failed)`;
  });
  for (const stage of stages.slice(results.length)) lines.push(`${stage}: not run`);
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    results.reduce((total, result) => total + result[key], 0);
  let exitCode = results.find((result) => result.exitCode !== 0)?.exitCode ?? 0;
  if (exitCode === 0 && sum('passed') + sum('failed') === 0) {
    lines.push('No test was run.');
    exitCode = 1;
  }
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  lines.push(`Tests: ${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return { lines, exitCode };
}
