import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../config.ts';
import { about, codeOf, type Finding } from './finding.ts';
import type { World } from './world.ts';

const { ok, wrong } = about('worker');

/** mediasoup's worker ends with it when it was not started by mediasoup: it is whole, and its libraries are there. */
const NOT_STARTED_BY_MEDIASOUP = 41;
const WITHIN_MS = 10_000;

/** The one that is named, else mediasoup's own, else what the start script keeps. */
export async function examineWorker({ media }: Config, world: World): Promise<Finding> {
  const binary = media.workerBin ?? ownWorker() ?? keptWorker(world.env);
  const todo =
    media.workerBin === null
      ? "Run 'npm run setup', which gets or builds it."
      : 'Mend MEDIASOUP_WORKER_BIN, or leave it out and run "npm run setup".';
  if (binary === undefined) return wrong('There is no media worker: no meeting can be held.', todo);
  const outcome = await start(binary);
  return outcome === NOT_STARTED_BY_MEDIASOUP
    ? ok(`The media worker starts (${binary}).`)
    : wrong(`The media worker ${binary} does not start here (${outcome}).`, todo);
}

function ownWorker(): string | undefined {
  const binary = fileURLToPath(new URL('../../worker/out/Release/mediasoup-worker', import.meta.resolve('mediasoup')));
  return existsSync(binary) ? binary : undefined;
}

function keptWorker({ XDG_CACHE_HOME = '' }: World['env']): string | undefined {
  const cache = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
  const age = (file: string) => statSync(file).mtimeMs;
  const found = globSync(join(cache, 'tafelrunde/worker/*/mediasoup-worker'));
  return found.sort((one, other) => age(other) - age(one))[0];
}

async function start(binary: string): Promise<number | string> {
  const child = spawn(binary, [], { env: {}, stdio: 'ignore' });
  try {
    const [code, signal] = await once(child, 'exit', { signal: AbortSignal.timeout(WITHIN_MS) });
    return code ?? signal;
  } catch (error) {
    child.on('error', () => {});
    child.kill('SIGKILL');
    return codeOf(error);
  }
}
