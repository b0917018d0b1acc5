import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { descendantsOf } from '../../e2e/support/server/processes.ts';
import type { BuiltImage } from './build-image.ts';

/** As compose.yaml restricts it: nothing of the image can be changed, no capability, no way to more rights. */
const RESTRICT = ['--clear-groups', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];

interface ContainerOptions {
  /** In place of the image's own. */
  readonly command?: readonly string[];
  /** By name or number, in place of the image's own. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that are kept, by where they are in the container; they come to be the user's. */
  readonly volumes: Readonly<Record<string, string>>;
}

export interface Container {
  readonly said: string;
  /** Runs something else in it; its exit code and what it said. null: it does not run yet. */
  exec(...command: readonly string[]): { readonly code: number | null; readonly said: string };
  /** As a container is stopped. Resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** Starts an image's program in namespaces of its own, with the network's loopback alone. Ends with the test. */
export function startContainer({ folder, config }: BuiltImage, options: ContainerOptions): Container {
  const { command = [...config.Entrypoint, ...config.Cmd], user = config.User, env = {}, volumes } = options;
  const environment = Object.fromEntries(config.Env.map((line) => line.split(/=(.*)/s, 2)));
  const ids = user === 'node' ? '1000' : user;
  for (const volume of Object.values(volumes)) {
    mkdirSync(volume, { recursive: true });
    chownSync(volume, Number(ids), Number(ids));
  }
  const inside = [
    ...['chroot', folder, 'sh', '-c', `cd ${config.WorkingDir} && exec "$@"`, 'sh'],
    ...['setpriv', '--reuid', ids, '--regid', ids, ...RESTRICT],
  ];
  const mounts = [
    'ip link set lo up',
    `mount --bind ${folder} ${folder}`,
    `mount -o remount,ro,bind ${folder}`,
    `mount -t tmpfs tmpfs ${folder}/tmp`,
    `mount -t proc proc ${folder}/proc`,
    `mount --rbind /dev ${folder}/dev`,
    ...Object.entries(volumes).map(([at, volume]) => `mount --bind ${volume} ${folder}${at}`),
    'exec "$@"',
  ];
  const args = ['--mount', '--net', '--pid', '--fork', '--kill-child'];
  const child = spawn('unshare', [...args, 'sh', '-ec', mounts.join('\n'), 'sh', ...inside, ...command], {
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
  }
  child.on('error', () => {});
  onTestFinished(() => {
    // Whoever becomes another user outlives its parent (PR_SET_PDEATHSIG), and process 1 takes all of its container along.
    const first = firstOf(child);
    if (first !== null) process.kill(first, 'SIGKILL');
    child.kill('SIGKILL');
  });
  return {
    get said() {
      return said;
    },
    exec(...other) {
      const first = firstOf(child);
      if (first === null) return { code: null, said: '' };
      const enter = ['--target', `${first}`, '--mount', '--net', '--pid', ...inside, ...other];
      const { status, stdout, stderr } = spawnSync('nsenter', enter, { env: { ...environment, ...env } });
      return { code: status, said: `${stdout}${stderr}` };
    },
    async stop() {
      const ended = once(child, 'exit');
      execFileSync('kill', ['-TERM', `${firstOf(child)}`]);
      const [code] = await ended;
      return code;
    },
  };
}

/** Process 1 of the container. */
function firstOf({ pid }: ChildProcess): number | null {
  const [first] = pid === undefined ? [] : descendantsOf(pid);
  return first ?? null;
}
