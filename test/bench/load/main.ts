import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BareMethods } from '../processes/bare-server.ts';
import { callerOf, serve } from '../processes/rpc.ts';
import { BareSeat } from './bare-seat.ts';
import { type ChairRoundOptions, type ChairRoundResult, chairRound } from './chair-round.ts';
import { JanusSeat } from './janus/janus-seat.ts';
import { LoadMeeting, type Received } from './load-meeting.ts';
import type { PersonPlan, Target } from './plan.ts';
import { type RushOptions, type RushResult, rush } from './rush.ts';
import { type TableOptions, TableRound } from './table-round.ts';
import { TafelrundeSeat } from './tafelrunde-seat.ts';

// The load client's process: keeps its CPU and its pauses away from the server's and from who measures.

export interface LoadState {
  readonly people: readonly Received[];
  /** Longest pause of this process since the last look, in milliseconds: one that pauses looks like a slow server. */
  readonly longestPauseMs: number;
}

const bare = callerOf<BareMethods>(process);
const pauses = monitorEventLoopDelay();
pauses.enable();
let meeting: LoadMeeting | null = null;
let table: TableRound | null = null;

const methods = {
  /** Resolves when everyone is connected and all is asked for. */
  async gather(target: Target, plan: readonly PersonPlan[]): Promise<{ usesBandwidthEstimation: boolean }> {
    meeting = await LoadMeeting.gather(plan, (name, person) => {
      switch (target.kind) {
        case 'bare':
          return BareSeat.take(bare);
        case 'janus':
          return JanusSeat.take(target.room, person);
        case 'tafelrunde':
          return TafelrundeSeat.take(target.room, name, person);
      }
    });
    return { usesBandwidthEstimation: meeting.usesBandwidthEstimation };
  },

  async look(): Promise<LoadState> {
    const longestPauseMs = pauses.max / 1e6;
    pauses.reset();
    return { people: meeting?.received() ?? [], longestPauseMs };
  },

  chairRound(options: ChairRoundOptions): Promise<ChairRoundResult> {
    return chairRound(options);
  },

  async gatherAtTable(options: TableOptions): Promise<void> {
    table = await TableRound.gather(options);
  },

  raiseHands(count: number): Promise<{ readonly bytes: number }> {
    return tableOrThrow().raise(count);
  },

  comeAndGo(times: number): Promise<{ readonly came: number; readonly went: number }> {
    return tableOrThrow().comeAndGo(times);
  },

  rush(options: RushOptions): Promise<RushResult> {
    return rush(options);
  },
};

function tableOrThrow(): TableRound {
  if (!table) throw new Error('nobody is at the table');
  return table;
}

export type LoadMethods = typeof methods;

serve(process, methods);
process.once('disconnect', () => process.exit());
process.stdout.write('load is ready: ipc\n');
