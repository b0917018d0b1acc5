import type { Command, CommandReplies } from '../../protocol/index.ts';
import { authorize, type Membership } from '../meeting/membership.ts';
import { ToldSoon } from '../meeting/told-soon.ts';

/** Votes come all at once, and everyone is told of who has voted: not of each one by itself. */
const TELL_AFTER_MS = 200;

/** Asking everyone at the table. */
export class PollService {
  readonly #votes = new ToldSoon({
    afterMs: TELL_AFTER_MS,
    tell: (room) => {
      // One is open at a time, so that what is due is about this one.
      const open = room.polls.views.find(({ state }) => state === 'open');
      if (open) room.broadcast('poll:updated', open);
    },
  });

  /** Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE while another one is open, TOO_MANY. */
  async open(membership: Membership, command: Command<'poll:open'>): Promise<CommandReplies['poll:open']> {
    authorize(membership, 'poll:open');
    const { room } = membership;
    const pollId = room.polls.open(command);
    room.broadcast('poll:updated', room.polls.view(pollId));
    return { pollId };
  }

  /** Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE when it is closed or this voice was given. */
  async vote(membership: Membership, command: Command<'poll:vote'>): Promise<void> {
    authorize(membership, 'poll:vote');
    const { room, participant } = membership;
    room.polls.vote(command, participant);
    this.#votes.add(room);
  }

  /** Errors: NOT_ALLOWED, INVALID_STATE when it is closed. */
  async close(membership: Membership, { pollId }: Command<'poll:close'>): Promise<void> {
    authorize(membership, 'poll:close');
    const { room } = membership;
    room.polls.close(pollId);
    this.#votes.cancel(room);
    room.broadcast('poll:updated', room.polls.view(pollId));
  }
}
