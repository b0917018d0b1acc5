import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { World } from '../../src/cli/doctor/world.ts';
import { readOneLine } from '../../src/cli/io.ts';
import { runCli } from '../../src/cli/program.ts';

export const PUBLIC_URL = 'https://meet.example.org';
export const LAUNCHER = join(import.meta.dirname, '../../src/cli/tafelrunde.mjs');

const PIPE_BYTES = 65_536;

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Options {
  readonly dataDir: string;
  /** Standard input; nobody can be asked. */
  readonly input?: string;
  readonly node?: string;
  readonly nodeArgs?: readonly string[];
}

/** What the command is started with, and nothing else of this process but what makes it start sooner. */
export function environment(dataDir: string): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE, DATA_DIR: dataDir, PUBLIC_URL };
}

/** The command as an operator starts it: a process of its own. */
export async function spawnCli(
  args: readonly string[],
  { dataDir, input = '', node = process.execPath, nodeArgs = [] }: Options,
): Promise<Result> {
  const child = spawn(node, [...nodeArgs, LAUNCHER, ...args], { env: environment(dataDir) });
  child.stdin.on('error', () => {}).end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, out, err };
}

interface InProcess {
  readonly dataDir: string;
  /** Standard input, as it comes from another program. */
  readonly input?: string;
  /** What somebody at a terminal answers; without it nobody can be asked. */
  readonly answer?: string;
  /** What lies outside of the program; this machine without. */
  readonly world?: World;
  /** Whether SMTP is set. */
  readonly sendsMail?: boolean;
}

/** The same command within this process, which takes a tenth of the time. */
export async function callCli(
  args: readonly string[],
  { dataDir, input = '', answer, world, sendsMail = false }: InProcess,
): Promise<Result & { asked: string }> {
  const said = { out: '', err: '', asked: '' };
  const code = await runCli({
    args,
    ...(world === undefined ? {} : { world }),
    loadConfig: () => ({
      dataDir,
      publicUrl: PUBLIC_URL,
      mailFrom: sendsMail ? 'konferenz@example.org' : null,
      openRoomDays: 14,
      reservationDays: 14,
      reservations: { capacitySeats: 100, capacityFrom: { is: 'set' } },
    }),
    io: {
      out(line) {
        said.out += `${line}\n`;
      },
      err(line) {
        said.err += `${line}\n`;
      },
      interactive: answer !== undefined,
      async ask(question) {
        said.asked += question;
        return answer ?? '';
      },
      readPassword: () => readOneLine(Readable.from(partsOf(input))),
    },
  });
  return { code, ...said };
}

/** As much at once as a pipe holds. */
function partsOf(input: string): Buffer[] {
  const bytes = Buffer.from(input);
  return Array.from({ length: Math.ceil(bytes.length / PIPE_BYTES) }, (_, part) =>
    bytes.subarray(part * PIPE_BYTES, (part + 1) * PIPE_BYTES),
  );
}
