import { AppError } from '../../platform/errors.ts';
import { type Command, type CommandReplies, MAX_VIEW_ITEMS, type ViewItem } from '../../protocol/index.ts';
import { authorize, type Commands, type Membership, sessionOrThrow } from '../meeting/index.ts';
import type { TurnAccessFor } from '../ports/auth.ts';
import type { MediaSession } from '../ports/media-plane.ts';

/** What somebody at the table does with their own line, and what they look at. */
export class MediaService {
  readonly commands: Commands<
    | 'session:start'
    | 'transport:connect'
    | 'transport:restart'
    | 'transport:report'
    | 'upload:report'
    | 'turn:renew'
    | 'media:view'
    | 'consumer:resume'
  > = {
    'session:start': (membership, command) => this.start(membership, command),
    'transport:connect': (membership, command) => this.connectTransport(membership, command),
    'transport:restart': (membership, command) => this.restartTransport(membership, command),
    'transport:report': (membership, command) => this.reportTransport(membership, command),
    'upload:report': (membership, command) => this.reportUpload(membership, command),
    'turn:renew': (membership) => this.renewTurn(membership),
    'media:view': (membership, command) => this.view(membership, command),
    'consumer:resume': (membership, command) => this.resumeConsumers(membership, command),
  };
  readonly #turnAccess: TurnAccessFor;
  /** Views of which more is to come. */
  readonly #partialViews = new WeakMap<MediaSession, { parts: number; readonly items: ViewItem[] }>();

  constructor({ turnAccess }: { readonly turnAccess: TurnAccessFor }) {
    this.#turnAccess = turnAccess;
  }

  /** What this client can receive. Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE. */
  async start(membership: Membership, { rtpCapabilities }: Command<'session:start'>): Promise<void> {
    authorize(membership, 'session:start');
    sessionOrThrow(membership).start(rtpCapabilities);
  }

  /** Errors: NOT_ALLOWED for another's, BAD_REQUEST, INVALID_STATE, MEDIA_UNAVAILABLE. */
  async connectTransport(membership: Membership, command: Command<'transport:connect'>): Promise<void> {
    authorize(membership, 'transport:connect');
    await sessionOrThrow(membership).connectTransport(command.transportId, command.dtlsParameters);
  }

  /** New credentials for ICE, and for the TURN server. Errors: NOT_ALLOWED for another's, MEDIA_UNAVAILABLE. */
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
    const { meeting, participant } = membership;
    if (participant.lineState.upload === upload) return;
    participant.lineState.upload = upload;
    meeting.tellPerson(participant);
  }

  /** Null where there is no TURN server. Errors: NOT_ALLOWED. */
  async renewTurn(membership: Membership): Promise<CommandReplies['turn:renew']> {
    authorize(membership, 'turn:renew');
    return { turn: this.#turnAccess(membership.participant.id) };
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
    const there = meeting.people.producersBeside(participant);
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

  /** The client is ready for them. Errors: NOT_ALLOWED for another's, INVALID_STATE, MEDIA_UNAVAILABLE. */
  async resumeConsumers(membership: Membership, { consumerIds }: Command<'consumer:resume'>): Promise<void> {
    authorize(membership, 'consumer:resume');
    await sessionOrThrow(membership).resumeConsumers(consumerIds);
  }
}
