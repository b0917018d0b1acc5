import { MAX_SEATS } from '../../../src/protocol/limits.ts';
import { BUDGETS } from '../budgets.ts';
import { LoadClient } from '../load/load-client.ts';
import { nameOf } from '../load/table-round.ts';
import type { LoopDelay } from '../processes/server-probe.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

interface Sample {
  readonly people: number;
  /** For one raised hand: to all together, without WebSocket's and TCP's own. */
  readonly bytes: number;
  /** For a seat of the plan that is taken, and left: to those who stay. */
  readonly seat: { readonly came: number; readonly went: number };
  /** For one raised hand, of the server's process without its media workers. */
  readonly cpuMs: number;
  readonly loop: LoopDelay;
}

const SIZES = [25, 100, 300] as const;
const RAISED = 20;
/** So many are up already: what is told of one must not grow with the others. */
const UP_BEFORE = 0.2;
const COME_AND_GO = 5;
const FREE_SEAT = 'Gast';

export const events: Part = {
  about: `one raised hand, one seat of the plan, in meetings of ${SIZES.join(', ')}: bytes, CPU, event loop`,

  async run({ quick, say }) {
    const samples: Sample[] = [];
    for (const people of quick ? SIZES.slice(0, 1) : SIZES) {
      const sample = await measureOnce(people);
      samples.push(sample);
      say(
        `events, ${people} people: a hand ${(sample.bytes / 1_000).toFixed(1)} kB, a seat ${(sample.seat.went / 1_000).toFixed(1)} kB, ${sample.cpuMs.toFixed(1)} ms CPU`,
      );
    }
    return {
      figures: samples.flatMap(figuresOf),
      notes: [
        `Everyone by a socket of their own, nobody with packets; ${UP_BEFORE * 100} % of the hands are up, then ${RAISED} more go up one ` +
          'after the other, each when everyone has heard of the one before. Bytes: messages to all together, the ' +
          'answer included, as they come out of the WebSocket. CPU: of the server’s process, all that it does meanwhile.',
        `A seat: in a plan with everyone’s, ${MAX_SEATS} at most, somebody sits down and leaves again ${COME_AND_GO} times. ` +
          'Bytes: to those who stay, who hear in one message who came or went and that the seat is taken or free.',
      ],
      samples,
    };
  },
};

function figuresOf({ people, bytes, seat, cpuMs, loop }: Sample): readonly Figure[] {
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
    figure('  somebody sits down in the plan: sent in all', seat.came / 1_000, 'kB', 1),
    {
      ...figure('  and leaves it: sent in all', seat.went / 1_000, 'kB', 1),
      budget: isLargest ? BUDGETS.seatKb : null,
    },
  ];
}

async function measureOnce(people: number): Promise<Sample> {
  const seated = Array.from({ length: Math.min(people, MAX_SEATS - 1) }, (_, index) => nameOf(index + 1));
  const plan = [...seated, FREE_SEAT];
  await using server = await TafelrundeServer.start({ maxParticipants: people + 1, plan });
  await using load = await LoadClient.start();
  await load.call('gatherAtTable', { room: server.room, people, freeSeat: FREE_SEAT });
  const { came, went } = await load.call('comeAndGo', COME_AND_GO);
  const seat = { came: came / COME_AND_GO, went: went / COME_AND_GO };
  await load.call('raiseHands', Math.ceil(people * UP_BEFORE));
  await server.probe('watchLoop');
  const before = await server.probe('cpuMs');
  const { bytes } = await load.call('raiseHands', RAISED);
  const cpuMs = (await server.probe('cpuMs')) - before;
  return { people, bytes: bytes / RAISED, seat, cpuMs: cpuMs / RAISED, loop: await server.probe('loopDelay') };
}
