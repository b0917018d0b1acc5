import pLimit, { type LimitFunction } from 'p-limit';
import { AppError } from '../../platform/errors.ts';
import { type Command, type CommandReplies, MAX_VIEW_ITEMS, type Source, type ViewItem } from '../../protocol/index.ts';
import type { Commands } from '../meeting/commands.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { authorize, type Membership, sessionOrThrow } from '../meeting/membership.ts';
import type { Participant, PublishedSource } from '../meeting/participant.ts';
import { PerMeeting } from '../meeting/per-meeting.ts';
import type { TurnAccessFor } from '../ports.ts';
import type { MediaSession } from './media-plane.ts';

/** Who may be heard and seen. */
interface Floor {
  maySend(meeting: Meeting, participant: Participant, source: Source): boolean;
  /** What they may no longer send is switched off. */
  enforce(meeting: Meeting, participant: Participant): Promise<void>;
}

/** What somebody at the table does with their own media. */
export class MediaService {
  readonly commands: Commands<
    | 'session:start'
    | 'transport:connect'
    | 'transport:restart'
    | 'transport:report'
    | 'upload:report'
    | 'turn:renew'
    | 'producer:create'
    | 'producer:pause'
    | 'producer:resume'
    | 'producer:close'
    | 'media:view'
    | 'consumer:resume'
  > = {
    'session:start': (membership, command) => this.start(membership, command),
    'transport:connect': (membership, command) => this.connectTransport(membership, command),
    'transport:restart': (membership, command) => this.restartTransport(membership, command),
    'transport:report': (membership, command) => this.reportTransport(membership, command),
    'upload:report': (membership, command) => this.reportUpload(membership, command),
    'turn:renew': (membership) => this.renewTurn(membership),
    'producer:create': (membership, command) => this.produce(membership, command),
    'producer:pause': (membership, command) => this.pauseProducer(membership, command),
    'producer:resume': (membership, command) => this.resumeProducer(membership, command),
    'producer:close': (membership, command) => this.closeProducer(membership, command),
    'media:view': (membership, command) => this.view(membership, command),
    'consumer:resume': (membership, command) => this.resumeConsumers(membership, command),
  };
  /** What is made of one source is made one after the other. */
  readonly #making = new WeakMap<MediaSession, Map<Source, LimitFunction>>();
  readonly #turnAccess: TurnAccessFor;
  /** How many producers there were so far. */
  readonly #begun = new PerMeeting(() => ({ producers: 0 }));
  readonly #floor: Floor;
  /** Views of which more is to come. */
  readonly #partialViews = new WeakMap<MediaSession, { parts: number; readonly items: ViewItem[] }>();

  constructor({ turnAccess, floor }: { readonly turnAccess: TurnAccessFor; readonly floor: Floor }) {
    this.#turnAccess = turnAccess;
    this.#floor = floor;
  }

  async start(membership: Membership, { rtpCapabilities }: Command<'session:start'>): Promise<void> {
    authorize(membership, 'session:start');
    sessionOrThrow(membership).start(rtpCapabilities);
  }

  async connectTransport(membership: Membership, command: Command<'transport:connect'>): Promise<void> {
    authorize(membership, 'transport:connect');
    await sessionOrThrow(membership).connectTransport(command.transportId, command.dtlsParameters);
  }

  async restartTransport(
    membership: Membership,
    { transportId }: Command<'transport:restart'>,
  ): Promise<CommandReplies['transport:restart']> {
    authorize(membership, 'transport:restart');
    const iceParameters = await sessionOrThrow(membership).restartTransport(transportId);
    return { iceParameters, turn: this.#turnAccess(membership.participant.id) };
  }

  /** Shown to everyone like a line that the server itself finds cut; nothing else is made of it. */
  async reportTransport(membership: Membership, { transportId, isCut }: Command<'transport:report'>): Promise<void> {
    authorize(membership, 'transport:report');
    sessionOrThrow(membership).reportTransport(transportId, isCut);
  }

  /** Shown to everyone, so that nobody takes it for their own line; nothing else is made of it. */
  async reportUpload(membership: Membership, { upload }: Command<'upload:report'>): Promise<void> {
    authorize(membership, 'upload:report');
    const { participant } = membership;
    if (participant.upload === upload) return;
    participant.upload = upload;
    tellEveryone(membership);
  }

  async renewTurn(membership: Membership): Promise<CommandReplies['turn:renew']> {
    authorize(membership, 'turn:renew');
    return { turn: this.#turnAccess(membership.participant.id) };
  }

  /**
   * Made paused where hard mute or mute on entry holds it; the answer says so. It takes the place of one's own of the same
   * source, of which one may never have heard, and stays switched off when that was.
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
    { source, rtpParameters, size, paused = false }: Command<'producer:create'>,
  ): Promise<CommandReplies['producer:create']> {
    // They may have waited for their turn.
    authorize(membership, 'producer:create');
    assertStill(membership, session);
    const { meeting, participant } = membership;
    const startsMuted = source === 'microphone' && meeting.settings.muteOnEntry && !participant.hasEntered;
    const isHeld = !paused && source === 'screenAudio' && !this.#floor.maySend(meeting, participant, source);
    const isSwitchedOff = withdrawOwn(membership, source)?.paused === true && source !== 'screenAudio';
    const mustPause =
      paused ||
      isSwitchedOff ||
      (startsMuted && !isModerator(membership)) ||
      !this.#floor.maySend(meeting, participant, source);
    const producerId = await session.produce({ source, rtpParameters, size, paused: mustPause });
    assertStill(membership, session);
    if (source === 'microphone') participant.hasEntered = true;
    const begun = this.#begun.of(meeting);
    begun.producers += 1;
    const published = { source, order: begun.producers, paused: mustPause, isHeld };
    participant.producers.set(producerId, published);
    tellEveryone(membership);
    // The rule may have changed while it was made.
    await this.#floor.enforce(meeting, participant);
    return { producerId, paused: published.paused };
  }

  async pauseProducer(membership: Membership, { producerId }: Command<'producer:pause'>): Promise<void> {
    authorize(membership, 'producer:pause');
    const published = ownProducerOrThrow(membership, producerId);
    published.paused = true;
    published.isHeld = false;
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

  /** Errors: NOT_ALLOWED, INVALID_STATE (a part out of order: to be said again from the first). */
  async view(
    membership: Membership,
    { items: part, part: place }: Command<'media:view'>,
  ): Promise<CommandReplies['media:view']> {
    authorize(membership, 'media:view');
    const { meeting, participant } = membership;
    const session = sessionOrThrow(membership);
    const items = place === undefined ? part : this.#gather(session, part, place);
    if (items === null) return { consumers: [] };
    // A producer may have gone while the view was on its way, so one unknown id among others is passed over.
    const there = meeting.producersBeside(participant);
    const shown = items.filter(({ producerId }) => there.has(producerId));
    if (items.length > 0 && shown.length === 0)
      throw new AppError('NOT_ALLOWED', { details: { reason: 'no producer of others' } });
    return { consumers: await session.view(shown) };
  }

  /** The whole view with its last part; null before. */
  #gather(
    session: MediaSession,
    items: readonly ViewItem[],
    { index, of }: { index: number; of: number },
  ): readonly ViewItem[] | null {
    const before = index === 0 ? { parts: 0, items: [] } : this.#partialViews.get(session);
    this.#partialViews.delete(session);
    if (before?.parts !== index) throw new AppError('INVALID_STATE', { details: { reason: 'a part is missing' } });
    const view = { parts: index + 1, items: [...before.items, ...items] };
    if (view.items.length > MAX_VIEW_ITEMS) throw new AppError('BAD_REQUEST');
    if (view.parts === of) return view.items;
    this.#partialViews.set(session, view);
    return null;
  }

  async resumeConsumers(membership: Membership, { consumerIds }: Command<'consumer:resume'>): Promise<void> {
    authorize(membership, 'consumer:resume');
    await sessionOrThrow(membership).resumeConsumers(consumerIds);
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

function withdrawOwn(membership: Membership, source: Source): PublishedSource | null {
  const { producers } = membership.participant;
  for (const [producerId, published] of producers) {
    if (published.source !== source) continue;
    producers.delete(producerId);
    sessionOrThrow(membership).closeProducer(producerId);
    tellEveryone(membership);
    return published;
  }
  return null;
}

function assertStill(membership: Membership, session: MediaSession): void {
  if (sessionOrThrow(membership) === session) return;
  throw new AppError('INVALID_STATE', { details: { reason: 'the session ended meanwhile' } });
}

function tellEveryone({ meeting, participant }: Membership): void {
  meeting.broadcast('participant:updated', participant.view());
}
