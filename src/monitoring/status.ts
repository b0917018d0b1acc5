import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { HealthOptions } from '../http/health.ts';
import type { RoomService } from '../rooms/room-service.ts';
import type { WorkerMetrics } from '../sfu/index.ts';
import type { LastErrors } from './last-errors.ts';

interface StatusOptions {
  readonly rooms: Pick<RoomService, 'rooms' | 'draining'>;
  readonly readiness: HealthOptions['readiness'];
  readonly connections: () => number;
  readonly workers: () => readonly WorkerMetrics[];
  readonly errors: Pick<LastErrors, 'all'>;
}

/** What the operator may know of the running server: figures, and nothing of anybody. */
export function statusOf({ rooms, readiness, connections, workers, errors }: StatusOptions) {
  const startedAt = Date.now();
  const sum = (field: 'participants' | 'lobby') => rooms.rooms.reduce((people, room) => people + room[field], 0);
  return async () => ({
    version: readVersion(),
    startedAt,
    parts: await readiness(),
    figures: {
      rooms: rooms.rooms.length,
      participants: sum('participants'),
      lobby: sum('lobby'),
      connections: connections(),
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
