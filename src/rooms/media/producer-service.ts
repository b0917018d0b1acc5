import pLimit, { type LimitFunction } from 'p-limit';
import { AppError } from '../../platform/errors.ts';
import {
  type Command,
  type CommandReplies,
  isOffOnEntry,
  type Source,
  type StoppableSource,
} from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  joinedOf,
  type Meeting,
  type Membership,
  type Participant,
  PerMeeting,
  type PublishedSource,
  sessionOrThrow,
} from '../meeting/index.ts';
import type { MediaSession } from '../ports/media-plane.ts';

/** Who may be heard and seen. */
interface Floor {
  maySend(meeting: Meeting, participant: Participant, source: Source): boolean;
  /** What they may no longer send is switched off. */
  enforce(meeting: Meeting, participant: Participant): Promise<void>;
  switchOff(meeting: Meeting, participant: Participant, source: StoppableSource): Promise<void>;
}

/** What somebody at the table sends. */
export class ProducerService {
  readonly commands: Commands<'producer:create' | 'producer:pause' | 'producer:resume' | 'producer:close'> = {
    'producer:create': (membership, command) => this.produce(membership, command),
    'producer:pause': (membership, command) => this.pauseProducer(membership, command),
    'producer:resume': (membership, command) => this.resumeProducer(membership, command),
    'producer:close': (membership, command) => this.closeProducer(membership, command),
  };
  /** What is made of one source is made one after the other. */
  readonly #making = new WeakMap<MediaSession, Map<Source, LimitFunction>>();
  /** How many producers there were so far. */
  readonly #begun = new PerMeeting(() => ({ producers: 0 }));
  readonly #floor: Floor;

  constructor({ floor }: { readonly floor: Floor }) {
    this.#floor = floor;
  }

  /**
   * Made paused where hard mute or mute on entry holds it; the answer says so. It takes the place of one's own of the same
   * source, of which one may never have heard, among all others as well unless it is to be `inFront`, and stays switched off
   * when that was. Nobody is told of a moment in between in which there was none.
   * Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE, MEDIA_UNAVAILABLE.
   */
  async produce(
    membership: Membership,
    command: Command<'producer:create'>,
  ): Promise<CommandReplies['producer:create']> {
    authorize(membership, 'producer:create');
    const session = sessionOrThrow(membership);
    return this.#inTurn(session, command.source)(() => this.#produce(membership, session, command));
  }

  #inTurn(session: MediaSession, source: Source): LimitFunction {
    const turns = this.#making.get(session) ?? new Map<Source, LimitFunction>();
    this.#making.set(session, turns);
    const turn = turns.get(source) ?? pLimit(1);
    turns.set(source, turn);
    return turn;
  }

  async #produce(
    membership: Membership,
    session: MediaSession,
    { source, rtpParameters, size, paused = false, inFront = false }: Command<'producer:create'>,
  ): Promise<CommandReplies['producer:create']> {
    // They may have waited for their turn.
    authorize(membership, 'producer:create');
    assertStill(membership, session);
    const { meeting, participant } = membership;
    const startsOff = isOffOnEntry(meeting.settings, source) && !participant.hasEntered.has(source);
    const isHeld = !paused && source === 'screenAudio' && !this.#floor.maySend(meeting, participant, source);
    const withdrawn = withdrawOwn(membership, source);
    const replacing = { isSwitchedOff: false };
    if (withdrawn) participant.replacing.set(source, replacing);
    const isSwitchedOff = withdrawn?.paused === true && source !== 'screenAudio';
    const mustPause =
      paused ||
      isSwitchedOff ||
      (startsOff && !isModerator(membership)) ||
      !this.#floor.maySend(meeting, participant, source);
    const producerId = await session
      .produce({ source, rtpParameters, size, paused: mustPause })
      .catch((error: unknown) => {
        // Of who has left meanwhile everyone knows more already.
        if (withdrawn && joinedOf(participant.state)?.session === session) tellEveryone(membership);
        throw error;
      })
      .finally(() => {
        // Over another session it may be replaced again already.
        if (participant.replacing.get(source) === replacing) participant.replacing.delete(source);
      });
    assertStill(membership, session);
    participant.hasEntered.add(source);
    const order = (inFront ? null : withdrawn?.order) ?? this.#nextOrder(meeting);
    const published = { source, order, paused: mustPause, isHeld };
    participant.producers.set(producerId, published);
    tellEveryone(membership);
    // The rule may have changed while it was made, and the chair may have pressed.
    await this.#floor.enforce(meeting, participant);
    if (replacing.isSwitchedOff) {
      await this.#floor.switchOff(meeting, participant, source === 'screenAudio' ? 'screen' : source);
    }
    return { producerId, paused: published.paused };
  }

  #nextOrder(meeting: Meeting): number {
    const begun = this.#begun.of(meeting);
    begun.producers += 1;
    return begun.producers;
  }

  /** Errors: NOT_ALLOWED for another's. */
  async pauseProducer(
    membership: Membership,
    { producerId, interrupted = false }: Command<'producer:pause'>,
  ): Promise<void> {
    authorize(membership, 'producer:pause');
    const published = ownProducerOrThrow(membership, producerId);
    published.paused = true;
    published.isHeld = false;
    published.isInterrupted = interrupted;
    tellEveryone(membership);
    await sessionOrThrow(membership).pauseProducer(producerId);
  }

  /** Errors: NOT_ALLOWED, also while hard mute holds it. */
  async resumeProducer(membership: Membership, { producerId }: Command<'producer:resume'>): Promise<void> {
    authorize(membership, 'producer:resume');
    const published = ownProducerOrThrow(membership, producerId);
    if (!this.#floor.maySend(membership.meeting, membership.participant, published.source)) {
      throw new AppError('NOT_ALLOWED', { details: { reason: 'hard mute' } });
    }
    published.paused = false;
    published.isInterrupted = false;
    tellEveryone(membership);
    await sessionOrThrow(membership).resumeProducer(producerId);
  }

  /** Errors: NOT_ALLOWED, for what never was one's own. */
  async closeProducer(membership: Membership, { producerId }: Command<'producer:close'>): Promise<void> {
    authorize(membership, 'producer:close');
    // One that is closed already is closed: the first answer may have been lost, or the chair was quicker.
    sessionOrThrow(membership).closeProducer(producerId);
    if (membership.participant.producers.delete(producerId)) tellEveryone(membership);
  }
}

function isModerator({ participant }: Membership): boolean {
  return participant.state.kind === 'joined' && participant.state.role === 'moderator';
}

function ownProducerOrThrow({ participant }: Membership, producerId: string): PublishedSource {
  const published = participant.producers.get(producerId);
  if (!published) throw new AppError('NOT_ALLOWED', { details: { reason: 'not a producer of this person' } });
  return published;
}

/** Nobody is told of it yet. */
function withdrawOwn(membership: Membership, source: Source): PublishedSource | null {
  const { producers } = membership.participant;
  for (const [producerId, published] of producers) {
    if (published.source !== source) continue;
    producers.delete(producerId);
    sessionOrThrow(membership).closeProducer(producerId);
    return published;
  }
  return null;
}

function assertStill(membership: Membership, session: MediaSession): void {
  if (sessionOrThrow(membership) === session) return;
  throw new AppError('INVALID_STATE', { details: { reason: 'the session ended meanwhile' } });
}

function tellEveryone({ meeting, participant }: Membership): void {
  meeting.tellPerson(participant);
}
