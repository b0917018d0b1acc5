import type { PollView } from '../../../../src/protocol/index.ts';
import { type Feature, type MeetingReply, placed } from '../../call/meeting/feature.ts';

interface PollsState {
  readonly polls: readonly PollView[];
}

export const polls = {
  laid: (reply: MeetingReply): PollsState => ({ polls: reply.polls }),
  changes: { 'poll:updated': (state, poll) => ({ polls: placed(state.polls, poll) }) },
} satisfies Feature<PollsState, PollsState, never>;
