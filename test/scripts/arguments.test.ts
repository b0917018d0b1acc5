import { expect, test } from 'vitest';
import { parseSetupArguments, parseTestArguments } from '../../scripts/lib/arguments.mjs';
import { summary } from '../../scripts/lib/test-stages.mjs';

test('without arguments all stages run but the image’s, the quick ones first', () => {
  expect(parseTestArguments([])).toEqual({ stages: ['unit', 'app', 'integration', 'e2e'], rest: [] });
});

test('named stages run in their own order', () => {
  expect(parseTestArguments(['e2e', 'unit'])).toEqual({ stages: ['unit', 'e2e'], rest: [] });
});

test('the image’s stage runs when it is named', () => {
  expect(parseTestArguments(['image'])).toEqual({ stages: ['image'], rest: [] });
});

test('what follows the stages goes on to the test runner, even when it is called like a stage', () => {
  expect(parseTestArguments(['unit', 'lobby', '-t', 'unit'])).toEqual({
    stages: ['unit'],
    rest: ['lobby', '-t', 'unit'],
  });
});

test('arguments without a stage go to all stages', () => {
  expect(parseTestArguments(['lobby'])).toEqual({ stages: ['unit', 'app', 'integration', 'e2e'], rest: ['lobby'] });
});

test('set-up does the media worker and the web client unless parts are named', () => {
  expect(parseSetupArguments([])).toEqual({ parts: ['worker', 'web'], rebuildWorker: false });
  expect(parseSetupArguments(['packages'])).toEqual({ parts: [], rebuildWorker: false });
  expect(parseSetupArguments(['web', '--rebuild-worker'])).toEqual({ parts: ['worker', 'web'], rebuildWorker: true });
});

test('set-up refuses a part that it does not know', () => {
  expect(() => parseSetupArguments(['wroker'])).toThrow("no part 'wroker'");
});

const passed = (stage: string, count: number) => ({ stage, exitCode: 0, passed: count, failed: 0, skipped: 0 });

test('the last line sums all stages up', () => {
  const { lines, exitCode } = summary(
    [passed('unit', 5), { ...passed('integration', 2), skipped: 1 }],
    ['unit', 'integration'],
  );
  expect(lines.at(-1)).toBe('Tests: 7 passed, 0 failed, 1 skipped');
  expect(exitCode).toBe(0);
});

test('a failing stage gives the exit code, and those after it are named as not run', () => {
  const failed = { stage: 'integration', exitCode: 3, passed: 1, failed: 2, skipped: 0 };
  const { lines, exitCode } = summary([passed('unit', 5), failed], ['unit', 'integration', 'e2e']);
  expect(exitCode).toBe(3);
  expect(lines).toContain('e2e: not run');
  expect(lines.at(-1)).toBe('Tests: 6 passed, 2 failed');
});

test('a run in which no test was run is a failed one', () => {
  expect(summary([passed('unit', 0)], ['unit']).exitCode).toBe(1);
});
