import type { Command, CommandReplies, PollQuorum, PollView } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  type Meeting,
  type Membership,
  PerMeeting,
  ToldSoon,
} from '../meeting/index.ts';
import { PollBox } from './poll-box.ts';

/** Votes come all at once, and everyone is told of who has voted: not of each one by itself. */
const TELL_AFTER_MS = 200;

/** Asking everyone at the table. */
export class PollService implements Feature {
  readonly commands: Commands<'poll:open' | 'poll:vote' | 'poll:close'> = {
    'poll:open': (membership, command) => this.open(membership, command),
    'poll:vote': (membership, command) => this.vote(membership, command),
    'poll:close': (membership, command) => this.close(membership, command),
  };
  readonly #boxes: PerMeeting<PollBox>;
  readonly #votes = new ToldSoon({
    afterMs: TELL_AFTER_MS,
    tell: (meeting) => {
      // One is open at a time, so that what is due is about this one.
      const open = this.#boxes.of(meeting).views.find(({ state }) => state === 'open');
      if (open) meeting.tell.everyone('poll:updated', open);
    },
  });

  /** `quorumOf`: whether those who are here are enough to decide; null where no line is drawn. */
  constructor({ quorumOf }: { readonly quorumOf: (meeting: Meeting) => PollQuorum | null }) {
    this.#boxes = new PerMeeting(
      (meeting) => new PollBox({ seated: () => meeting.people.seated, quorum: () => quorumOf(meeting) }),
    );
  }

  arrivalView(meeting: Meeting): { polls: readonly PollView[] } {
    return { polls: this.#boxes.of(meeting).views };
  }

  /** Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE while another one is open, TOO_MANY. */
  async open(membership: Membership, command: Command<'poll:open'>): Promise<CommandReplies['poll:open']> {
    authorize(membership, 'poll:open');
    const { meeting } = membership;
    const pollId = this.#boxes.of(meeting).open(command);
    meeting.tell.everyone('poll:updated', this.#boxes.of(meeting).view(pollId));
    return { pollId };
  }

  /** Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE when it is closed or this voice was given. */
  async vote(membership: Membership, command: Command<'poll:vote'>): Promise<void> {
    authorize(membership, 'poll:vote');
    const { meeting, participant } = membership;
    this.#boxes.of(meeting).vote(command, participant);
    this.#votes.add(meeting);
  }

  /** Errors: NOT_ALLOWED, INVALID_STATE when it is closed. */
  async close(membership: Membership, { pollId }: Command<'poll:close'>): Promise<void> {
    authorize(membership, 'poll:close');
    const { meeting } = membership;
    this.#boxes.of(meeting).close(pollId);
    this.#votes.cancel(meeting);
    meeting.tell.everyone('poll:updated', this.#boxes.of(meeting).view(pollId));
  }
}
