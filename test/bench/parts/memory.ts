import { setTimeout as delay } from 'node:timers/promises';
import { estimateTile } from '../../../web/src/ui/stage/layout/stage-layout.ts';
import { BUDGETS } from '../budgets.ts';
import { LoadClient } from '../load/load-client.ts';
import { FULL_HD, meetingOf } from '../load/plan.ts';
import { median, spreadOf } from '../measure/statistics.ts';
import { privateBytes, processTree } from '../processes/process-tree.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

/** All in bytes. */
interface Use {
  /** Of the worker, which has no garbage collection: all memory that is its own. */
  readonly worker: number;
  readonly heap: number;
  readonly external: number;
  /** All of the Node process's own memory, with what a collection leaves to be used again. */
  readonly nodePrivate: number;
}

const PEOPLE = 12;
const RUNS = 3;
/** Buffers for packets that may have to be sent again hold two seconds at most. */
const SETTLE_MS = 8_000;
const BYTES_PER_MB = 1_000_000;

export const memory: Part = {
  about: `memory per participant of ${PEOPLE} who all see each other`,

  async run({ quick, say }) {
    const samples: { empty: Use; full: Use }[] = [];
    const runs = quick ? 1 : RUNS;
    for (let run = 1; run <= runs; run += 1) {
      const sample = await measureOnce();
      samples.push(sample);
      say(`memory, ${run} of ${runs}: ${(perPerson(sample, held) / BYTES_PER_MB).toFixed(2)} MB`);
    }
    const figure = (name: string, of: (use: Use) => number): Figure => {
      const values = samples.map((sample) => perPerson(sample, of) / BYTES_PER_MB);
      return { name, value: median(values), unit: 'MB', digits: 2, budget: null, spread: spreadOf(values) };
    };
    const { width, height } = estimateTile(PEOPLE, FULL_HD);
    return {
      figures: [
        {
          ...figure(`Server memory per participant, ${PEOPLE} who all see each other`, held),
          budget: BUDGETS.memoryMb,
        },
        figure('  of which media worker', ({ worker }) => worker),
        figure('  of which Node heap and external', ({ heap, external }) => heap + external),
        figure('  Node with what it keeps for later', ({ nodePrivate }) => nodePrivate),
      ],
      notes: [
        `A fresh server with the room full, less the same server empty, over ${PEOPLE}. Worker: private memory ` +
          '(smaps_rollup). Node: heap and external memory after a garbage collection. What the first participant ' +
          'costs once (code that is loaded and compiled) counts as theirs.',
        `Everyone sends a microphone and a camera of three layers and shows the others at ${Math.round(width)} x ` +
          `${Math.round(height)}, as on a full HD screen; measured after ${SETTLE_MS / 1000} s of media.`,
      ],
      samples,
    };
  },
};

async function measureOnce(): Promise<{ empty: Use; full: Use }> {
  await using server = await TafelrundeServer.start({ maxParticipants: PEOPLE });
  const empty = await lookAt(server);
  await using load = await LoadClient.start();
  const plan = meetingOf(PEOPLE, estimateTile(PEOPLE, FULL_HD));
  await load.call('gather', { kind: 'tafelrunde', room: server.room }, plan);
  await delay(SETTLE_MS);
  return { empty, full: await lookAt(server) };
}

async function lookAt({ pid, probe }: TafelrundeServer): Promise<Use> {
  const { heap, external } = await probe('heapUse');
  const workers = processTree(pid).slice(1);
  const worker = workers.reduce((sum, each) => sum + privateBytes(each), 0);
  return { worker, heap, external, nodePrivate: privateBytes(pid) };
}

function held({ worker, heap, external }: Use): number {
  return worker + heap + external;
}

function perPerson({ empty, full }: { empty: Use; full: Use }, of: (use: Use) => number): number {
  return (of(full) - of(empty)) / PEOPLE;
}
