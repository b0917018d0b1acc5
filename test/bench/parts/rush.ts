import { BUDGETS } from '../budgets.ts';
import { LoadClient } from '../load/load-client.ts';
import type { RushResult } from '../load/rush.ts';
import { median, percentile, spreadOf } from '../measure/statistics.ts';
import type { LoopDelay } from '../processes/server-probe.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

interface Sample extends RushResult {
  /** Of the server, during the rush. */
  readonly loop: LoopDelay;
  /** Longest pause of the client that measures. */
  readonly clientPauseMs: number;
}

const PEOPLE = 200;
const WITHIN_MS = 10_000;
const RUNS = 3;

export const rush: Part = {
  about: `${PEOPLE} people who join one room within ${WITHIN_MS / 1000} s`,

  async run({ quick, say }) {
    const samples: Sample[] = [];
    const runs = quick ? 1 : RUNS;
    for (let run = 1; run <= runs; run += 1) {
      const sample = await measureOnce();
      samples.push(sample);
      const ack = percentile(sample.ackMs, 0.95).toFixed(0);
      say(
        `rush, ${run} of ${runs}: ${sample.ackMs.length} in, ack p95 ${ack} ms, loop p99 ${sample.loop.p99Ms.toFixed(0)} ms`,
      );
    }
    const figure = (name: string, unit: string, of: (sample: Sample) => number): Figure => {
      const values = samples.map(of);
      return { name, value: median(values), unit, digits: 0, budget: null, spread: spreadOf(values) };
    };
    const all = samples.map(({ ackMs }) => ackMs.length);
    return {
      figures: [
        {
          ...figure(`${PEOPLE} join within ${WITHIN_MS / 1000} s: in the room`, 'people', ({ ackMs }) => ackMs.length),
          // Nobody may be left outside in any run.
          value: Math.min(...all),
          budget: BUDGETS.rushIn,
        },
        { ...figure('  answer to the join, p95', 'ms', ackAt(0.95)), budget: BUDGETS.rushAckP95Ms },
        figure('  answer to the join, p50', 'ms', ackAt(0.5)),
        { ...figure('  event loop delay, p99', 'ms', ({ loop }) => loop.p99Ms), budget: BUDGETS.rushLoopP99Ms },
        figure('  event loop delay, longest', 'ms', ({ loop }) => loop.maxMs),
      ],
      notes: [
        `${PEOPLE} sockets of their own, each opened at a random moment of the ${WITHIN_MS / 1000} s, then room:join ` +
          'with the password and, once inside, a microphone (without packets) that everyone is told of; on a fresh ' +
          'server. Event loop delay: perf_hooks in the server, 10 ms of which are the timer itself.',
        ...new Set(samples.flatMap(({ refusals }) => refusals)),
      ],
      samples,
    };
  },
};

function ackAt(share: number): (sample: Sample) => number {
  return ({ ackMs }) => percentile(ackMs, share);
}

async function measureOnce(): Promise<Sample> {
  await using server = await TafelrundeServer.start({ maxParticipants: PEOPLE });
  await using load = await LoadClient.start();
  await server.probe('watchLoop');
  await load.call('look');
  const result = await load.call('rush', { room: server.room, people: PEOPLE, withinMs: WITHIN_MS });
  const loop = await server.probe('loopDelay');
  const { longestPauseMs: clientPauseMs } = await load.call('look');
  return { ...result, loop, clientPauseMs };
}
