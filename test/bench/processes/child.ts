import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atExit } from './at-exit.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** A server closes its sockets and workers within this; who does not is ended. */
const STOP_WITHIN_MS = 5_000;

type ChildOptions = (NodeScript | Program) & {
  readonly env?: Readonly<Record<string, string>>;
  /** Of the network that it runs in. */
  readonly namespace?: string;
};

/** With an IPC channel. */
interface NodeScript {
  /** Path below the repository. */
  readonly script: string;
  readonly nodeOptions?: readonly string[];
}

interface Program {
  readonly program: string;
  readonly args: readonly string[];
}

/** The rest is settings of whatever server else is run from here. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'MEDIASOUP_WORKER_BIN', 'NODE_COMPILE_CACHE'] as const;

/** A process of its own. What it writes to standard error is shown. */
export class Child {
  readonly process: ChildProcess;
  readonly #exited: Promise<unknown>;

  constructor({ env = {}, namespace, ...what }: ChildOptions) {
    const inside = namespace ? ['ip', 'netns', 'exec', namespace] : [];
    const [command = '', ...args] = [...inside, ...commandOf(what)];
    this.process = spawn(command, args, {
      cwd: ROOT,
      env: { ...inherited(), ...env },
      stdio: ['ignore', 'pipe', 'inherit', ...('script' in what ? (['ipc'] as const) : [])],
    });
    this.#exited = once(this.process, 'exit');
    this.process.once(
      'exit',
      atExit(() => this.process.kill('SIGKILL')),
    );
  }

  get pid(): number {
    const { pid } = this.process;
    if (pid === undefined) throw new Error('the process was not started');
    return pid;
  }

  /** The first group of the first line of its output that fits. Rejects when it ends before. The rest is dropped. */
  async printed(pattern: RegExp): Promise<string> {
    const { stdout } = this.process;
    const lines = new Promise<string>((resolve, reject) => {
      let text = '';
      stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        text = `${text}${chunk}`.slice(-10_000);
        const found = pattern.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
      this.#exited.then(() => reject(new Error(`it ended and printed:\n${text}`)), reject);
    });
    return lines;
  }

  /** As when the power fails. */
  async crash(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.#exited;
  }

  /** Idempotent. Its own children end with it. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGTERM');
    const given = new AbortController();
    await Promise.race([this.#exited, delay(STOP_WITHIN_MS, undefined, { signal: given.signal }).catch(() => {})]);
    given.abort();
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGKILL');
    await this.#exited;
  }
}

function commandOf(what: NodeScript | Program): readonly string[] {
  if ('program' in what) return [what.program, ...what.args];
  return [process.execPath, ...(what.nodeOptions ?? []), join(ROOT, what.script)];
}

function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
