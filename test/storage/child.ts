import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  nextLine(): Promise<string>;
  /** What it still said before it ended. */
  linesLeft(): Promise<readonly string[]>;
  /** Resolves with the exit code, null after a signal. Fails with what the child wrote when it failed. */
  readonly exited: Promise<number | null>;
}

/** Runs a file of `children/` as a process of its own, which ends with the test. */
export function startChild(file: URL, args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(process.execPath, [fileURLToPath(file), ...args], { env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the child ended: ${errors}`);
      return value;
    },
    async linesLeft() {
      const left: string[] = [];
      for (let next = await lines.next(); !next.done; next = await lines.next()) left.push(next.value);
      return left;
    },
    exited: once(child, 'close').then(([code]) => {
      if (code) throw new Error(errors);
      return code;
    }),
  };
}
