import { BUDGETS } from '../budgets.ts';
import { LoadClient } from '../load/load-client.ts';
import type { LoopDelay } from '../processes/server-probe.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

interface Sample {
  readonly people: number;
  /** For one raised hand: to all together, without WebSocket's and TCP's own. */
  readonly bytes: number;
  /** For one raised hand, of the server's process without its media workers. */
  readonly cpuMs: number;
  readonly loop: LoopDelay;
}

const SIZES = [25, 100, 300] as const;
const RAISED = 20;
/** So many are up already: what is told of one must not grow with the others. */
const UP_BEFORE = 0.2;

export const events: Part = {
  about: `one raised hand in meetings of ${SIZES.join(', ')}: bytes, CPU, event loop`,

  async run({ quick, say }) {
    const samples: Sample[] = [];
    for (const people of quick ? SIZES.slice(0, 1) : SIZES) {
      const sample = await measureOnce(people);
      samples.push(sample);
      say(`events, ${people} people: ${(sample.bytes / 1_000).toFixed(1)} kB, ${sample.cpuMs.toFixed(1)} ms CPU`);
    }
    return {
      figures: samples.flatMap(figuresOf),
      notes: [
        `Everyone by a socket of their own, nobody with packets; ${UP_BEFORE * 100} % of the hands are up, then ${RAISED} more go up one ` +
          'after the other, each when everyone has heard of the one before. Bytes: messages to all together, the ' +
          'answer included, as they come out of the WebSocket. CPU: of the server’s process, all that it does meanwhile.',
      ],
      samples,
    };
  },
};

function figuresOf({ people, bytes, cpuMs, loop }: Sample): readonly Figure[] {
  const isLargest = people === SIZES.at(-1);
  const figure = (name: string, value: number, unit: string, digits: number): Figure => ({
    name,
    value,
    unit,
    digits,
    budget: null,
    spread: null,
  });
  return [
    {
      ...figure(`One raised hand in a meeting of ${people}: sent in all`, bytes / 1_000, 'kB', 1),
      budget: isLargest ? BUDGETS.handKb : null,
    },
    figure('  CPU of the server', cpuMs, 'ms', 1),
    figure('  event loop delay, p99', loop.p99Ms, 'ms', 0),
  ];
}

async function measureOnce(people: number): Promise<Sample> {
  await using server = await TafelrundeServer.start({ maxParticipants: people });
  await using load = await LoadClient.start();
  await load.call('gatherHands', { room: server.room, people });
  await load.call('raiseHands', Math.ceil(people * UP_BEFORE));
  await server.probe('watchLoop');
  const before = await server.probe('cpuMs');
  const { bytes } = await load.call('raiseHands', RAISED);
  const cpuMs = (await server.probe('cpuMs')) - before;
  return { people, bytes: bytes / RAISED, cpuMs: cpuMs / RAISED, loop: await server.probe('loopDelay') };
}
