import { AppError } from '../errors.ts';
import { type Command, MAX_POLLS, type OpenVote, type PollQuorum, type PollView } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';

/** Of a secret ballot nothing is kept that leads from a voice to a person. */
type Ballot = { readonly secret: true } | { readonly secret: false; readonly votes: OpenVote[] };

interface Poll {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly ballot: Ballot;
  readonly counts: number[];
  /** Participant who cast it, by the voice that is used up. */
  readonly voices: Map<string, string>;
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
    this.#polls.push({ id, question, options, ballot, counts, voices: new Map(), closed: false, quorum });
    return id;
  }

  /**
   * One voice per seat, given once and for good.
   * Errors: NOT_ALLOWED when there is no such poll, BAD_REQUEST when there is no such option, INVALID_STATE.
   */
  vote({ pollId, option }: Command<'poll:vote'>, voter: Participant): void {
    const { options, ballot, counts, voices, closed } = this.#getOrThrow(pollId);
    if (option >= options.length) throw new AppError('BAD_REQUEST');
    const voice = voiceOf(voter);
    // Whoever was given a seat or lost it since has not become somebody else.
    if (closed || voices.has(voice) || [...voices.values()].includes(voter.id)) throw new AppError('INVALID_STATE');
    voices.set(voice, voter.id);
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

  #view({ id, question, options, ballot, counts, voices, closed, quorum }: Poll): PollView {
    // Who left and sat down again has a new id and the same voice.
    const sitting = new Map(this.#seated().map((participant) => [voiceOf(participant), participant.id]));
    return {
      id,
      question,
      options,
      secret: ballot.secret,
      state: closed ? 'closed' : 'open',
      voted: [...voices].map(([voice, participantId]) => sitting.get(voice) ?? participantId),
      results: closed ? [...counts] : null,
      votes: closed && !ballot.secret ? [...ballot.votes] : null,
      quorum,
    };
  }
}

/** A seat of the plan has one, whoever sits there; else a browser has one. An invite has none: many may share it. */
function voiceOf({ id, seatId, deviceHash }: Participant): string {
  if (seatId !== null) return `seat ${seatId}`;
  return deviceHash !== null ? `device ${deviceHash}` : `person ${id}`;
}
