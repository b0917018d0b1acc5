import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { onTestFinished } from 'vitest';

const LISTEN =
  "require('node:net').createServer().listen({ path: process.argv[1], backlog: 1 }, () => console.log('up'))";

/** Another process listens on the Unix socket, stands still, and has as many callers waiting as it takes. */
export async function hungServer(path: string): Promise<void> {
  const child = spawn(process.execPath, ['-e', LISTEN, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  for (;;) {
    const caller = createConnection(path);
    onTestFinished(() => void caller.destroy());
    try {
      await once(caller, 'connect');
    } catch {
      return;
    }
  }
}
