import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseNinja, progress } from '../../scripts/lib/base/progress.mjs';
import { run } from '../../scripts/lib/base/run.mjs';
import { Stop, stopText } from '../../scripts/lib/base/say.mjs';

const RUN = path.resolve(import.meta.dirname, '../../scripts/lib/base/run.mjs');

test('a tool that fails is told from one that is not there', async () => {
  expect(await run('sh', ['-c', 'echo why >&2; exit 3'])).toMatchObject({
    ok: false,
    code: 3,
    missing: false,
    lines: ['why'],
  });
  expect(await run('no-such-tool-here', [])).toMatchObject({ ok: false, missing: true });
});

test('a tool that takes too long is ended', async () => {
  expect(await run('sleep', ['60'], { timeoutMs: 20 })).toMatchObject({ ok: false, timedOut: true });
});

test.each([
  ['SIGTERM', 7],
  ['SIGINT', 8],
] as const)('%s goes on to the program that runs, and its exit code comes back', async (signal, exitCode) => {
  const program = `
    process.on('SIGTERM', () => process.exit(7)); process.on('SIGINT', () => process.exit(8));
    setTimeout(() => process.exit(9), 10_000); console.log('ready');`;
  const script = `
    import { runInForeground } from ${JSON.stringify(RUN)};
    process.exitCode = await runInForeground(process.execPath, ['-e', ${JSON.stringify(program)}]);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  await once(parent.stdout, 'data');
  parent.kill(signal);
  const [code] = await once(parent, 'exit');
  expect(code).toBe(exitCode);
});

test('progress is one line on a terminal and every tenth elsewhere', () => {
  const written = (isTTY: boolean) => {
    let text = '';
    const bar = progress('Building:', { isTTY, write: (more: string) => (text += more) });
    for (let done = 1; done <= 40; done++) bar.update(done, 40);
    bar.end();
    return text;
  };
  expect(written(false).split('\n')).toHaveLength(11);
  expect(written(false)).toContain('Building: 50 %\n');
  expect(written(true)).not.toContain('\n');
});

test("ninja's lines tell how far a build is", () => {
  expect(parseNinja('[17/260] Building CXX object')).toEqual({ done: 17, total: 260 });
  expect(parseNinja('ninja: no work to do.')).toBeNull();
});

test('what stops set-up is one sentence and what to run by hand', () => {
  expect(stopText(new Stop('It cannot go on.', { command: 'npm ci' }))).toBe(
    'Tafelrunde: It cannot go on.\nRun by hand:  npm ci',
  );
});
