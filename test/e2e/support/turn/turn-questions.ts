import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { turnAccessFor } from '../../../../src/auth/index.ts';
import type { Place } from '../network/network.ts';
import { TURN_SECRET } from '../site/site.ts';

const ASKER = fileURLToPath(new URL('./turn-asker.ts', import.meta.url));
const PROBE = fileURLToPath(new URL('./turn-probe.ts', import.meta.url));

/** For a relay, from a place; task and answer as in src/cli/doctor/turn/turn-allocation.ts. */
export function askTurn(place: Place, task: object): Record<string, unknown> {
  return answerTo(ASKER, place, task);
}

/** For a relay by a certain transport and for permissions, from a place; for task and answer see turn-probe.ts. */
export function probeTurn(place: Place, task: object): Record<string, unknown> {
  return answerTo(PROBE, place, task);
}

function answerTo(program: string, place: Place, task: object): Record<string, unknown> {
  const args = ['netns', 'exec', place.name, process.execPath, program, JSON.stringify(task)];
  return JSON.parse(execFileSync('ip', args, { timeout: 60_000 }).toString());
}

/** As the server makes them. */
export function turnCredentials({ secret = TURN_SECRET, lifetimeMs = 60_000 } = {}) {
  const { username, credential } = turnAccessFor({ urls: [], secret }, { lifetimeMs })('anna')?.iceServers[0] ?? {};
  return { username, credential };
}
