import type { Feature, MeetingReply } from '../../call/meeting/feature.ts';
import { consoleOf, type PairedConsole } from '../../call/meeting/received.ts';

interface ConsolesState {
  /** Second screens from which somebody chairs, shown to those who chair. */
  readonly consoles: readonly PairedConsole[];
}

export const consoles = {
  laid: (reply: MeetingReply): ConsolesState => ({ consoles: reply.consoles.map(consoleOf) }),
  changes: {
    'self:updated': (_state, data) => ({ consoles: data.consoles.map(consoleOf) }),
    'consoles:updated': (_state, all) => ({ consoles: all.map(consoleOf) }),
  },
} satisfies Feature<ConsolesState, ConsolesState, never>;
