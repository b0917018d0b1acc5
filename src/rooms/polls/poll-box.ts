import { AppError } from '../../platform/errors.ts';
import { type Command, MAX_POLLS, type OpenVote, type PollQuorum, type PollView } from '../../protocol/index.ts';
import type { Participant } from '../meeting/index.ts';

/** Of a secret ballot nothing is kept that leads from a voice to a person. */
type Ballot = { readonly secret: true } | { readonly secret: false; readonly votes: OpenVote[] };

/**
 * A seat of the plan has one, whoever sits there, and a browser has one, whatever names it comes under; only who holds
 * the links of two seats may vote for both in one browser. Any other invite has none: many may share it.
 */
interface Voice {
  readonly participantId: string;
  readonly seatId: string | null;
  readonly deviceHash: string | null;
  readonly isSeatsOwn: boolean;
}

interface Poll {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly ballot: Ballot;
  readonly counts: number[];
  /** What is used up by the votes that were given, in their order. */
  readonly voices: Voice[];
  closed: boolean;
  quorum: PollView['quorum'];
}

/** The polls of one meeting; gone with it. */
export class PollBox {
  readonly #polls: Poll[] = [];
  readonly #seated: () => readonly Participant[];
  readonly #quorum: () => PollQuorum | null;

  constructor(room: { readonly seated: () => readonly Participant[]; readonly quorum: () => PollQuorum | null }) {
    this.#seated = room.seated;
    this.#quorum = room.quorum;
  }

  /** Oldest first. */
  get views(): readonly PollView[] {
    return this.#polls.map((poll) => this.#view(poll));
  }

  /** Errors: NOT_ALLOWED when there is none of this id. */
  view(pollId: string): PollView {
    return this.#view(this.#getOrThrow(pollId));
  }

  /** Errors: BAD_REQUEST when two options read the same, INVALID_STATE while another is open, TOO_MANY. */
  open({ question, options, secret }: Command<'poll:open'>): string {
    if (new Set(options).size < options.length) throw new AppError('BAD_REQUEST', { details: { reason: 'twins' } });
    if (this.#polls.some(({ closed }) => !closed)) throw new AppError('INVALID_STATE');
    if (this.#polls.length >= MAX_POLLS) throw new AppError('TOO_MANY');
    const id = crypto.randomUUID();
    const ballot: Ballot = secret ? { secret } : { secret, votes: [] };
    const counts = options.map(() => 0);
    const quorum = { opened: this.#quorum(), closed: null };
    this.#polls.push({ id, question, options, ballot, counts, voices: [], closed: false, quorum });
    return id;
  }

  /**
   * One voice per seat and per browser, given once and for good: whoever was given a seat or lost it since, or sits on
   * one after the other, has not become somebody else.
   * Errors: NOT_ALLOWED when there is no such poll, BAD_REQUEST when there is no such option, INVALID_STATE.
   */
  vote({ pollId, option }: Command<'poll:vote'>, voter: Participant): void {
    const { options, ballot, counts, voices, closed } = this.#getOrThrow(pollId);
    if (option >= options.length) throw new AppError('BAD_REQUEST');
    if (closed || voices.some((voice) => isUsedBy(voice, voter))) throw new AppError('INVALID_STATE');
    const { id: participantId, seatId, deviceHash } = voter;
    voices.push({ participantId, seatId, deviceHash, isSeatsOwn: sitsByItsLink(voter) });
    counts[option] = (counts[option] ?? 0) + 1;
    if (!ballot.secret) ballot.votes.push({ displayName: voter.displayName, mark: voter.mark, option });
  }

  /** Errors: NOT_ALLOWED when there is no such poll, INVALID_STATE when it is closed. */
  close(pollId: string): void {
    const poll = this.#getOrThrow(pollId);
    if (poll.closed) throw new AppError('INVALID_STATE');
    poll.closed = true;
    poll.quorum = { ...poll.quorum, closed: this.#quorum() };
  }

  #getOrThrow(pollId: string): Poll {
    const poll = this.#polls.find(({ id }) => id === pollId);
    if (!poll) throw new AppError('NOT_ALLOWED');
    return poll;
  }

  /** Who left and sat down again has a new id and the same voice. */
  #sitting(voice: Voice): string {
    const seated = this.#seated();
    if (seated.some(({ id }) => id === voice.participantId)) return voice.participantId;
    return seated.find((one) => isUsedBy(voice, one))?.id ?? voice.participantId;
  }

  #view({ id, question, options, ballot, counts, voices, closed, quorum }: Poll): PollView {
    return {
      id,
      question,
      options,
      secret: ballot.secret,
      state: closed ? 'closed' : 'open',
      voted: voices.map((voice) => this.#sitting(voice)),
      results: closed ? [...counts] : null,
      votes: closed && !ballot.secret ? [...ballot.votes] : null,
      quorum,
    };
  }
}

function isUsedBy(voice: Voice, voter: Participant): boolean {
  const { id, seatId, deviceHash } = voter;
  if (voice.participantId === id || (seatId !== null && voice.seatId === seatId)) return true;
  const isSameBrowser = deviceHash !== null && voice.deviceHash === deviceHash;
  return isSameBrowser && !(voice.isSeatsOwn && sitsByItsLink(voter));
}

function sitsByItsLink({ seatId, invite }: Participant): boolean {
  return seatId !== null && invite?.seatId === seatId;
}
