import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

interface ServerProcess {
  readonly pid: number;
  readonly url: string;
  /** Of the room that a new database comes with. */
  readonly moderatorLink: string;
}

/** The server as a process of its own, from what it prints; ended with the test. */
export async function startServerProcess(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-e2e-'));
  const server = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    rmSync(dataDir, { recursive: true, force: true });
  });
  const [url, moderatorLink] = await printed(server, [/^Tafelrunde is ready: (\S+)$/, /^ {2}Moderator {2}(\S+)$/]);
  if (url === undefined || moderatorLink === undefined || server.pid === undefined) throw new Error('it did not start');
  return { pid: server.pid, url, moderatorLink };
}

/** What the first group of each pattern catches, in the order in which the lines come. */
async function printed({ stdout }: ChildProcess, patterns: readonly RegExp[]): Promise<readonly string[]> {
  const caught: string[] = [];
  if (!stdout) return caught;
  for await (const line of createInterface({ input: stdout })) {
    const found = patterns[caught.length]?.exec(line)?.[1];
    if (found !== undefined) caught.push(found);
    if (caught.length === patterns.length) break;
  }
  // Nobody reads on, and a full pipe would stop it.
  stdout.resume();
  return caught;
}
