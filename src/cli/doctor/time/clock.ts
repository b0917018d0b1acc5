import { isIP } from 'node:net';
import type { Config } from '../../../config.ts';
import { inspectDatabase } from '../../../storage/index.ts';
import { about, type Finding } from '../finding.ts';
import type { World } from '../world.ts';
import { clockAheadMs } from './sntp.ts';

const { ok, wrong, unseen } = about('clock');

/** A tenth of what TURN credentials last; a clock that is set by others is right to a second. */
const TOLERANCE_MS = 60_000;
const MAX_ASKED = 3;
const HTTP_WITHIN_MS = 5_000;
const TODO = "Have it set by others: 'timedatectl set-ntp true', or install chrony.";

/**
 * Against the time servers that this machine knows, the Date that PUBLIC_URL answers with (which a reverse proxy on
 * another machine says), and what was written here last. Nobody else is asked.
 */
export async function examineClock(config: Config, world: World): Promise<Finding> {
  const changedAt = lastChange(config);
  if (changedAt > Date.now() + TOLERANCE_MS) {
    return wrong(
      `The clock of this machine is behind: the database was changed at ${iso(changedAt)}, which is to come.`,
      TODO,
    );
  }
  for (const server of world.timeServers.slice(0, MAX_ASKED)) {
    const aheadMs = await askTimeServer(server, world).catch(() => null);
    if (aheadMs !== null) return judge(aheadMs, server);
  }
  const aheadMs = await askPublicUrl(config).catch(() => null);
  if (aheadMs === null) {
    return unseen(
      'Whether the clock is right cannot be seen: no time server that this machine knows answers, and PUBLIC_URL neither.',
      "Name one with --time-server, or see 'timedatectl'.",
    );
  }
  return judge(aheadMs, `${config.publicUrl}, which may be this machine itself`);
}

function judge(aheadMs: number, by: string): Finding {
  if (Math.abs(aheadMs) <= TOLERANCE_MS) return ok(`The clock is right, by ${by}.`);
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  return wrong(
    `The clock of this machine is ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}, by ${by}: certificates and TURN credentials fail.`,
    TODO,
  );
}

/** `host` or `host:port`. */
async function askTimeServer(server: string, world: World): Promise<number | null> {
  const [, host = server, port] = /^(?:\[?([^\]]+?)\]?)(?::(\d+))?$/.exec(server) ?? [];
  const name = isIP(server) === 0 ? host : server;
  const [address] = isIP(name) === 0 ? await world.resolve(name) : [name];
  if (address === undefined) return null;
  return clockAheadMs(address, isIP(server) === 0 && port !== undefined ? Number(port) : undefined);
}

async function askPublicUrl({ publicUrl }: Config): Promise<number | null> {
  if (publicUrl === null) return null;
  const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(HTTP_WITHIN_MS) });
  await answer.body?.cancel();
  const date = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(date) ? null : Date.now() - date;
}

function lastChange({ dataDir }: Config): number {
  try {
    return inspectDatabase(dataDir)?.changedAt ?? 0;
  } catch {
    return 0;
  }
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
