import type { GaugeSource } from '../http/health.ts';
import type { LiveRooms } from '../rooms/live/live-rooms.ts';
import type { WorkerMetrics } from '../sfu/index.ts';

type Numbers<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];

interface GaugeOptions {
  readonly live: Pick<LiveRooms, 'rooms'>;
  readonly connections: () => number;
  readonly workers: () => readonly WorkerMetrics[];
}

/** What `/metrics` says of this server beside the process's own figures. */
export function gaugesOf({ live, connections, workers }: GaugeOptions): readonly GaugeSource[] {
  const total = (name: string, help: string, value: () => number): GaugeSource => ({
    name: `tafelrunde_${name}`,
    help,
    read: async () => [{ value: value() }],
  });
  const perWorker = (name: string, help: string, field: Numbers<WorkerMetrics>): GaugeSource => ({
    name: `tafelrunde_worker_${name}`,
    help,
    read: async () => workers().map((each) => ({ labels: { worker: `${each.index}` }, value: each[field] })),
  });
  const sum = (field: 'participants' | 'lobby') => live.rooms.reduce((people, room) => people + room[field], 0);
  return [
    total('rooms', 'Rooms in which somebody is', () => live.rooms.length),
    total('participants', 'People at a table', () => sum('participants')),
    total('lobby', 'People who wait in a lobby', () => sum('lobby')),
    total('connections', 'Signaling connections', connections),
    perWorker('rooms', 'Rooms placed on the worker', 'rooms'),
    perWorker('producers', 'Tracks that come in', 'producers'),
    perWorker('consumers', 'Tracks that go out', 'consumers'),
    perWorker('cpu_seconds', 'CPU time of the running worker', 'cpuSeconds'),
    perWorker('memory_bytes', 'Largest resident set of the running worker', 'maxRssBytes'),
    perWorker('replacements', 'How often the worker died and was replaced', 'replacements'),
  ];
}
