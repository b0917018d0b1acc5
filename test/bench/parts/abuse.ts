import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { Attackers } from '../abuse/attackers.ts';
import { ATTACKS, type Attack } from '../abuse/attacks.ts';
import { BUDGETS } from '../budgets.ts';
import { percentile } from '../measure/statistics.ts';
import { cpuNs, processTree } from '../processes/process-tree.ts';
import { type RoomAccess, TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

interface Sample {
  readonly attack: string;
  readonly sent: string;
  readonly beforeMs: readonly number[];
  readonly duringMs: readonly number[];
  readonly refusedDuring: number;
  /** CPU time of the server and its workers, before and while it goes on, and of the attackers meanwhile. */
  readonly serverBefore: CpuShare;
  readonly serverDuring: CpuShare;
  readonly attackers: CpuShare;
  readonly memoryBeforeMb: number;
  readonly memoryAfterMb: number;
}

interface CpuShare {
  readonly seconds: number;
  /** Of wall time; 1: a whole core. */
  readonly cores: number;
}

const JOINS = 120;
const QUICK_JOINS = 15;
/** One after the other, so that they do not measure each other. */
const BETWEEN_JOINS_MS = 60;

export const abuse: Part = {
  about: 'joins in another room while somebody floods the server, in every way that is known, or a part of it fails',

  async run({ quick, only, say }) {
    const samples: Sample[] = [];
    const wanted = ATTACKS.filter(({ name }) => name.includes(only));
    if (wanted.length === 0)
      throw new Error(`There is no attack "${only}". Attacks: ${ATTACKS.map(({ name }) => name).join(', ')}.`);
    for (const attack of wanted) {
      const sample = await measure(attack, quick ? QUICK_JOINS : JOINS);
      samples.push(sample);
      const { sent, refusedDuring, serverBefore, serverDuring, attackers } = sample;
      say(
        `abuse, ${attack.name}: ${sent}; join p95 ${p95(sample.beforeMs).toFixed(0)} -> ${p95(sample.duringMs).toFixed(0)} ms, ` +
          `${refusedDuring} refused, ${sample.memoryBeforeMb.toFixed(0)} -> ${sample.memoryAfterMb.toFixed(0)} MB; ` +
          `CPU of the server ${inWords(serverBefore)} -> ${inWords(serverDuring)}, of the attackers ${inWords(attackers)}`,
      );
    }
    return {
      figures: samples.flatMap(figuresOf),
      notes: [
        'A fresh server for each; others join another room one after the other, before and while it goes on. Attackers ' +
          'are a process of their own at the lowest priority: they share the machine, but take no CPU that the server ' +
          'wants. CPU of the server is with its workers. Memory is resident.',
        ...samples.map(
          ({ attack, sent, serverDuring, attackers }) =>
            `${attack}: ${sent}; CPU of the server ${inWords(serverDuring)}, of the attackers ${inWords(attackers)}`,
        ),
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
      name: '  CPU of the server, during',
      value: sample.serverDuring.cores * 100,
      unit: '% of a core',
    },
    {
      ...plain,
      name: '  memory of the server, more by',
      value: sample.memoryAfterMb - sample.memoryBeforeMb,
      unit: 'MB',
    },
  ];
}

async function measure({ name, lobby, workers = 1, diskMegabytes }: Attack, joins: number): Promise<Sample> {
  await using server = await TafelrundeServer.start({
    maxParticipants: 200,
    behindProxy: true,
    lobby: lobby ? 'on' : 'off',
    workers,
    ...(diskMegabytes === undefined ? {} : { diskMegabytes }),
  });
  await using attackers = await Attackers.start();
  const visitors = new Visitors(server.otherRoom);
  // The first joins open the room and warm the code.
  await visitors.join(5);
  const calm = watchCpu(server.pid);
  const before = await visitors.join(joins);
  const serverBefore = calm();
  const memoryBeforeMb = memoryMb(server.pid);
  await attackers.call('begin', name, { ...server.room, dataDir: server.dataDir, serverPid: server.pid });
  const [burdenOfServer, burdenOfAttackers] = [watchCpu(server.pid), watchCpu(attackers.pid)];
  const during = await visitors.join(joins);
  const [serverDuring, attackersDuring] = [burdenOfServer(), burdenOfAttackers()];
  const memoryAfterMb = memoryMb(server.pid);
  const sent = await attackers.call('end');
  return {
    attack: name,
    sent,
    beforeMs: before.ackMs,
    duringMs: during.ackMs,
    refusedDuring: during.refused,
    serverBefore,
    serverDuring,
    attackers: attackersDuring,
    memoryBeforeMb,
    memoryAfterMb,
  };
}

/** Of a process and what it has started: call the result to know what they had since. */
function watchCpu(pid: number): () => CpuShare {
  const spent = () => processTree(pid).reduce((sum, each) => sum + cpuNs(each), 0) / 1e9;
  const [spentBefore, begunMs] = [spent(), performance.now()];
  return () => {
    const seconds = spent() - spentBefore;
    return { seconds, cores: seconds / ((performance.now() - begunMs) / 1_000) };
  };
}

function inWords({ seconds, cores }: CpuShare): string {
  return `${seconds.toFixed(1)} s (${(cores * 100).toFixed(0)} % of a core)`;
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
