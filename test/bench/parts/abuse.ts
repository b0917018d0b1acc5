import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { TestClient } from '../../helpers/test-client.ts';
import { ATTACKS, type Attack } from '../abuse/attacks.ts';
import { BUDGETS } from '../budgets.ts';
import { percentile } from '../measure/statistics.ts';
import { type RoomAccess, TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

interface Sample {
  readonly attack: string;
  readonly sent: string;
  readonly beforeMs: readonly number[];
  readonly duringMs: readonly number[];
  readonly refusedDuring: number;
  readonly memoryBeforeMb: number;
  readonly memoryAfterMb: number;
}

const JOINS = 60;
const QUICK_JOINS = 15;
/** One after the other, so that they do not measure each other. */
const BETWEEN_JOINS_MS = 60;

export const abuse: Part = {
  about: 'joins in another room while somebody floods the server, in every way that is known',

  async run({ quick, say }) {
    const samples: Sample[] = [];
    for (const attack of ATTACKS) {
      const sample = await measure(attack, quick ? QUICK_JOINS : JOINS);
      samples.push(sample);
      const { sent, refusedDuring } = sample;
      say(
        `abuse, ${attack.name}: ${sent}; join p95 ${p95(sample.beforeMs).toFixed(0)} -> ${p95(sample.duringMs).toFixed(0)} ms, ` +
          `${refusedDuring} refused, ${sample.memoryBeforeMb.toFixed(0)} -> ${sample.memoryAfterMb.toFixed(0)} MB`,
      );
    }
    return {
      figures: samples.flatMap(figuresOf),
      notes: [
        'A fresh server for each; others join another room one after the other, before and while it goes on. Attackers ' +
          'share the machine with the server, so that on two cores they also take CPU from it. Memory is resident.',
        ...samples.map(({ attack, sent }) => `${attack}: ${sent}`),
      ],
      samples,
    };
  },
};

function figuresOf(sample: Sample): readonly Figure[] {
  const plain = { digits: 0, budget: null, spread: null };
  return [
    {
      ...plain,
      name: `${sample.attack}: others' join p95, during over before`,
      value: p95(sample.duringMs) / p95(sample.beforeMs),
      unit: '',
      digits: 2,
      budget: BUDGETS.abuseRatio,
    },
    { ...plain, name: '  of others refused', value: sample.refusedDuring, unit: 'people' },
    {
      ...plain,
      name: '  memory of the server, more by',
      value: sample.memoryAfterMb - sample.memoryBeforeMb,
      unit: 'MB',
    },
  ];
}

async function measure(attack: Attack, joins: number): Promise<Sample> {
  await using server = await TafelrundeServer.start({ maxParticipants: 200, behindProxy: true });
  const visitors = new Visitors(server.otherRoom);
  // The first joins open the room and warm the code.
  await visitors.join(5);
  const before = await visitors.join(joins);
  const memoryBeforeMb = memoryMb(server.pid);
  let isOver = false;
  const attacking = attack.run(server.room, () => isOver);
  await delay(500);
  const during = await visitors.join(joins);
  const memoryAfterMb = memoryMb(server.pid);
  isOver = true;
  const sent = await attacking;
  return {
    attack: attack.name,
    sent,
    beforeMs: before.ackMs,
    duringMs: during.ackMs,
    refusedDuring: during.refused,
    memoryBeforeMb,
    memoryAfterMb,
  };
}

/** People with nothing to do with it, each from an address of their own. */
class Visitors {
  readonly #room: RoomAccess;
  #count = 0;

  constructor(room: RoomAccess) {
    this.#room = room;
  }

  async join(count: number): Promise<{ ackMs: readonly number[]; refused: number }> {
    const ackMs: number[] = [];
    let refused = 0;
    for (let index = 0; index < count; index += 1) {
      this.#count += 1;
      const took = await this.#joinOnce(`198.51.100.${this.#count % 250}`);
      if (took === null) refused += 1;
      else ackMs.push(took);
      await delay(BETWEEN_JOINS_MS);
    }
    return { ackMs, refused };
  }

  async #joinOnce(address: string): Promise<number | null> {
    const { url, roomId, password } = this.#room;
    const begun = performance.now();
    const client = await TestClient.connect(url, { address }).catch(() => null);
    const reply = await client?.raw('room:join', { roomId, password, displayName: 'Gast' }).catch(() => null);
    const took = performance.now() - begun;
    if (reply?.ok) await client?.raw('room:leave', {}).catch(() => {});
    client?.disconnect();
    return reply?.ok ? took : null;
  }
}

function p95(values: readonly number[]): number {
  return percentile(values, 0.95);
}

function memoryMb(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}
