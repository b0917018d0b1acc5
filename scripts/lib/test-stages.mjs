import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runInForeground } from './base/run.mjs';

/** @typedef {import('./arguments.mjs').Stage} Stage */
/** @typedef {{stage: Stage, exitCode: number, passed: number, failed: number, skipped: number, unsteady?: string[]}} Result */
/** @typedef {{passed: number, failed: number, skipped: number, failures: {file: string, test: string}[]}} Report */

/** @type {Record<Stage, import('./prepare.mjs').Part[]>} */
export const NEEDS = {
  unit: [],
  app: [],
  integration: ['worker', 'web', 'monitoring', 'browser'],
  e2e: ['worker', 'web', 'browser'],
  image: ['image'],
};

/** More than these are no accident of a busy machine. */
const MOST_UNSTEADY = 3;

const MEMORY_FOLDER = '/dev/shm';
const ENOUGH_BYTES = 512 * 1024 * 1024;

/**
 * Where nobody watches (CI), a few browser tests that have failed are run once more when all others are through. What
 * passes then is named as unsteady: it has a fault, or the product has, and is to be mended.
 * @param {Stage} stage
 * @param {string[]} rest arguments for vitest
 * @param {{root: string, node: string, env: NodeJS.ProcessEnv}} prepared
 * @returns {Promise<Result>}
 */
export async function runStage(stage, rest, prepared) {
  const { exitCode, report } = await runVitest(stage, rest, prepared);
  const { failures, ...counts } = report;
  const isUnsteady = failures.length > 0 && failures.length <= MOST_UNSTEADY && counts.failed === failures.length;
  if (exitCode !== 0 && isUnsteady && stage === 'e2e' && prepared.env.CI !== undefined) {
    const files = [...new Set(failures.map(({ file }) => file))];
    const again = await runVitest(stage, files, prepared);
    if (again.exitCode === 0) {
      const passed = counts.passed + failures.length;
      return { stage, exitCode: 0, ...counts, passed, failed: 0, unsteady: failures.map(({ test }) => test) };
    }
  }
  return { stage, exitCode, ...counts };
}

/**
 * @param {Stage} stage
 * @param {string[]} rest arguments for vitest
 * @param {{root: string, node: string, env: NodeJS.ProcessEnv}} prepared
 * @returns {Promise<{exitCode: number, report: Report}>}
 */
async function runVitest(stage, rest, { root, node, env }) {
  const temporary = NEEDS[stage].length === 0 ? quickFolder(env) : os.tmpdir();
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
    return { exitCode, report: readReport(report) };
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
 * For temporary files. In memory where there is room: every other test without a media worker opens a database of its own,
 * and would wait for a disk that somebody else is using.
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

/**
 * @param {string} report
 * @returns {Report}
 */
function readReport(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      fs.readFileSync(report, 'utf8'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
      failures: failuresOf(testResults),
    };
  } catch {
    // Without a report no test ran.
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
}

/** @param {{name: string, assertionResults: {status: string, fullName: string}[]}[]} files */
function failuresOf(files) {
  return files.flatMap(({ name: file, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName: test }) => ({ file, test })),
  );
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
  for (const { unsteady = [] } of results) {
    for (const test of unsteady) lines.push(`unsteady, passed only at the second time: ${test}`);
  }
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
