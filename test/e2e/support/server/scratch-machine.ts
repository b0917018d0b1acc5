import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { expect, OFTEN } from '../expect.ts';
import { descendantsOf } from './processes.ts';
import { type RunningProgram, startHere } from './program.ts';

/** This machine once more, with a network of its own: whatever is done in it changes nothing here. */
export interface ScratchMachine {
  /** As somebody types it at root's shell; ends at the first line that fails. */
  type(lines: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  /** A program that goes on until the test is finished. */
  start(lines: string): Promise<RunningProgram>;
}

/**
 * It takes root, and a kernel with overlayfs. `clones`: folders of this machine by where they are in that one, to be written
 * to without being changed.
 */
export async function startScratchMachine(clones: Readonly<Record<string, string>>): Promise<ScratchMachine> {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-machine-'));
  const root = join(folder, 'root');
  const mounts = [
    `mount -t tmpfs tmpfs '${folder}'`,
    `mkdir '${root}'`,
    overlay(folder, 0, '/', root),
    `mount -t proc proc '${root}/proc'`,
    `mount --rbind /dev '${root}/dev'`,
    `mount -t tmpfs tmpfs '${root}/run'`,
    ...Object.entries(clones).map(([at, from], index) => {
      return `mkdir -p '${root}${at}'; ${overlay(folder, index + 1, from, `${root}${at}`)}`;
    }),
    'ip link set lo up',
    // Outside of the root: by that systemd's tools know that no systemd runs here.
    'exec sleep infinity',
  ];
  const child = spawn(
    'unshare',
    ['--mount', '--net', '--pid', '--fork', '--kill-child', 'sh', '-euc', mounts.join('\n')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  onTestFinished(() => {
    for (const pid of descendantsOf(child.pid ?? 0)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const first = () => {
    if (child.exitCode !== null) throw new Error(`there is no machine: ${said}`);
    return descendantsOf(child.pid ?? 0)[0];
  };
  const nameOf = (pid: number | undefined) => pid && readFileSync(`/proc/${pid}/comm`, 'utf8');
  await expect.poll(() => nameOf(first()), OFTEN).toBe('sleep\n');
  const shell = ['--target', `${first()}`, '--mount', '--net', '--pid', 'chroot', root, 'sh', '-euc'];
  const env = { PATH: process.env.PATH ?? '', HOME: '/root', LC_ALL: 'C.UTF-8' };
  return {
    type: (lines) => spawnSync('nsenter', [...shell, lines], { cwd: '/', env, encoding: 'utf8' }),
    start: (lines) => startHere({ command: ['nsenter', ...shell, lines], env }),
  };
}

function overlay(folder: string, index: number, from: string, at: string): string {
  const [upper, work] = ['upper', 'work'].map((part) => join(folder, `${part}${index}`));
  // What is written lies in a folder that takes its rights from the one below.
  return [
    `mkdir '${upper}' '${work}'`,
    `chmod --reference='${from}' '${upper}'`,
    `mount -t overlay overlay -o 'lowerdir=${from},upperdir=${upper},workdir=${work}' '${at}'`,
  ].join('; ');
}
