import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { HealthOptions } from '../http/health.ts';
import type { LiveRooms } from '../rooms/live/live-rooms.ts';
import type { WorkerMetrics } from '../sfu/index.ts';
import type { LastErrors } from './last-errors.ts';

interface StatusOptions {
  readonly live: Pick<LiveRooms, 'rooms'>;
  readonly readiness: HealthOptions['readiness'];
  readonly connections: () => number;
  readonly workers: () => readonly WorkerMetrics[];
  /** So many may be reserved at once. */
  readonly capacitySeats: number;
  readonly errors: Pick<LastErrors, 'all'>;
}

/** What the operator may know of the running server: figures, and nothing of anybody. */
export function statusOf({ live, readiness, connections, workers, capacitySeats, errors }: StatusOptions) {
  const startedAt = Date.now();
  const sum = (field: 'participants' | 'lobby') => live.rooms.reduce((people, room) => people + room[field], 0);
  return async () => ({
    version: readVersion(),
    startedAt,
    parts: await readiness(),
    figures: {
      rooms: live.rooms.length,
      participants: sum('participants'),
      lobby: sum('lobby'),
      connections: connections(),
      capacitySeats,
      residentBytes: process.memoryUsage.rss(),
    },
    workers: workers(),
    lastErrors: errors.all,
  });
}

export function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
