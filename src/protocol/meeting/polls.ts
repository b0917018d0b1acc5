import { z } from 'zod';
import { type Done, idSchema, line } from '../base/fields.ts';
import { MAX_POLL_OPTION_LENGTH, MAX_POLL_OPTIONS, MAX_POLL_QUESTION_LENGTH, MIN_POLL_OPTIONS } from '../limits.ts';
import type { NameMark } from './people.ts';

// Asking everyone at the table.

/** Whether there were enough of the plan to decide. */
export interface PollQuorum {
  readonly isMet: boolean;
  readonly present: number;
  readonly expected: number;
  readonly needed: number;
}

export interface OpenVote {
  readonly displayName: string;
  readonly mark?: NameMark | null;
  readonly option: number;
}

export interface PollView {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  /** Nobody, the server's memory included, knows who voted for what. */
  readonly secret: boolean;
  readonly state: 'open' | 'closed';
  /** Who has voted, not for what. */
  readonly voted: readonly string[];
  /** Votes for each option; null while it is open. */
  readonly results: readonly number[] | null;
  /** Who voted for what, of an open ballot that is closed. */
  readonly votes: readonly OpenVote[] | null;
  /** As it was when it was opened, and when it was closed; null where no quorum was set, and before the close. */
  readonly quorum: { readonly opened: PollQuorum | null; readonly closed: PollQuorum | null };
}

export const pollsCommands = {
  'poll:open': z.strictObject({
    question: line(MAX_POLL_QUESTION_LENGTH),
    options: z.array(line(MAX_POLL_OPTION_LENGTH)).min(MIN_POLL_OPTIONS).max(MAX_POLL_OPTIONS),
    secret: z.boolean(),
  }),
  'poll:vote': z.strictObject({
    pollId: idSchema,
    option: z
      .int()
      .min(0)
      .max(MAX_POLL_OPTIONS - 1),
  }),
  'poll:close': z.strictObject({ pollId: idSchema }),
} as const;

export interface PollsReplies {
  'poll:open': { pollId: string };
  'poll:vote': Done;
  'poll:close': Done;
}

/** To those at the table and at the consoles. */
export interface PollsNews {
  'poll:updated': (poll: PollView) => void;
}
