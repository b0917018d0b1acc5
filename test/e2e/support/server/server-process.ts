import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../../src/main.ts', import.meta.url));

interface ServerProcess {
  readonly pid: number;
  /** Of the room that a new database comes with. */
  readonly moderatorLink: string;
  /** As when the power fails, and the machine starts again. */
  crashAndRestart(): Promise<void>;
  /**
   * As a service manager does it. While the server waits for its meetings there is `meanwhile`; then whoever runs it has
   * waited long enough.
   */
  stopAndRestart(meanwhile: () => Promise<void>): Promise<void>;
}

/** The server as a process of its own, as main.ts starts it; ended with the test. */
export async function startServerProcess(
  settings: Readonly<Record<string, string>>,
  { namespace }: { readonly namespace?: string } = {},
): Promise<ServerProcess> {
  const [command, ...args] = [...(namespace ? ['ip', 'netns', 'exec', namespace] : []), process.execPath, MAIN];
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-e2e-'));
  const start = () =>
    spawn(command, args, {
      env: { ...process.env, DATA_DIR: dataDir, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  let server = start();
  onTestFinished(async () => {
    // Which waits for no meeting.
    await end('SIGINT');
    rmSync(dataDir, { recursive: true, force: true });
  });
  const end = async (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, 'exit');
  };
  /** It says that it is ready, and where, in one go. */
  const greeting = async (): Promise<string> => {
    const [text] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => [''])]);
    return String(text);
  };
  const moderatorLink = /^ {2}Moderator {2}(\S+)$/m.exec(await greeting())?.[1];
  if (moderatorLink === undefined) throw new Error('the server did not start');
  const startAgain = async () => {
    server = start();
    if (!(await greeting()).includes('is ready')) throw new Error('the server did not start again');
  };
  return {
    get pid() {
      if (server.pid === undefined) throw new Error('the server did not start');
      return server.pid;
    },
    moderatorLink,
    async crashAndRestart() {
      await end('SIGKILL');
      await startAgain();
    },
    async stopAndRestart(meanwhile) {
      server.kill('SIGTERM');
      await meanwhile();
      await end('SIGTERM');
      await startAgain();
    },
  };
}
