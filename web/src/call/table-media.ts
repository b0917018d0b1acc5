import type { MediaAccess, ParticipantView, SessionOptions, Source } from '../../../src/signaling/protocol/index.ts';
import type { ServerEvent, Signaling } from '../signaling/signaling.ts';
import type { Notice, TableState } from './call-state.ts';
import { Commands } from './commands.ts';
import type { LocalTracks, MediaLink, MediaLinkListener, OpenMediaLink } from './ports.ts';
import { NOTHING_SENT, Publisher } from './publisher.ts';
import { type Size, Subscriber } from './subscriber.ts';

/**
 * Sending starts when something is received, so that it does not compete with the first picture for a slow
 * computer's attention; but no later than this, which nobody notices who has just come in.
 */
const SEND_WITHIN_MS = 700;

interface TableMediaOptions {
  readonly signaling: Pick<Signaling, 'connected' | 'request'>;
  readonly local: LocalTracks;
  readonly openMedia: OpenMediaLink;
  readonly estimateTile: (tiles: number) => Size;
  readonly changed: (part: Partial<Pick<TableState, 'health' | 'sending' | 'tracks'>>) => void;
  readonly notice: (notice: Notice) => void;
  readonly heldBack: (source: Source) => void;
}

/** What one stay at the table sends and receives, over as many links as it takes. */
export class TableMedia {
  readonly subscriber: Subscriber;
  readonly #publisher: Publisher;
  readonly #options: TableMediaOptions;
  /** Of the link, and good as long as it is. */
  readonly #commands: Commands;
  #link: MediaLink | null = null;
  #session: SessionOptions | null = null;
  /** Counts openings, so that a link that was overtaken is closed when it comes. */
  #turn = 0;
  #sendLater: ReturnType<typeof setTimeout> | null = null;

  constructor(options: TableMediaOptions) {
    this.#options = options;
    this.#commands = new Commands(options.signaling);
    this.subscriber = new Subscriber({ estimateTile: options.estimateTile });
    this.#publisher = new Publisher({
      local: options.local,
      changed: (sending) => options.changed({ sending }),
      failed: (_source, failure) => options.notice({ kind: 'failed', failure }),
      heldBack: options.heldBack,
      switchedOff: (source) => options.notice({ kind: 'switched-off', source }),
    });
  }

  /** The transports that this page has, by their ids; null: none yet, or none any more. */
  get holds(): { send: string; receive: string } | null {
    const session = this.#session;
    return session && { send: session.send.id, receive: session.receive.id };
  }

  /** Builds everything anew on a session that the server has just made. */
  async open(access: MediaAccess): Promise<void> {
    const turn = ++this.#turn;
    this.suspend();
    this.#commands.end();
    this.#link?.close();
    this.#link = null;
    this.#session = null;
    this.#options.changed({ tracks: new Map(), sending: NOTHING_SENT, health: 'idle' });
    try {
      const link = await this.#options.openMedia({
        access,
        request: this.#options.signaling.request,
        commands: this.#commands,
        listener: this.#listener(turn),
      });
      if (turn === this.#turn) {
        this.#link = link;
        this.#session = access.session;
        this.subscriber.use(link);
        if (this.subscriber.items().length === 0) this.#send();
        else this.#sendLater = setTimeout(() => this.#send(), SEND_WITHIN_MS);
      } else link.close();
    } catch {
      if (turn === this.#turn) this.#options.notice({ kind: 'media-failed' });
    }
  }

  setParticipants(participants: readonly ParticipantView[], selfId: string): void {
    this.subscriber.setParticipants(participants, selfId);
    this.#publisher.setOwn(participants.find(({ id }) => id === selfId)?.producers ?? []);
  }

  /** The connection is lost: what is shown stays, nothing is asked of the server. */
  suspend(): void {
    this.#holdBack();
    this.subscriber.use(null);
    this.#publisher.use(null);
  }

  /** The connection is back and the server has kept the session. */
  resume(access: MediaAccess): void {
    const link = this.#link;
    if (link === null) {
      void this.open(access);
      return;
    }
    // A failed restart shows in the transport's state, which asks for another.
    link.restart(access).catch(() => {});
    this.#commands.resume();
    this.subscriber.use(link);
    this.#send();
  }

  received(event: ServerEvent): void {
    switch (event.name) {
      case 'participant:switched-off':
        this.#publisher.switchedOffByChair(event.data.producerId);
        break;
      case 'participant:switched-on':
        this.#options.local.switchOn(event.data.source);
        break;
      case 'self:updated':
        if (event.data.role === 'observer') this.#publisher.silence();
        break;
      case 'consumer:changed':
        this.#link?.consumerChanged(event.data);
        break;
      case 'consumer:closed':
        this.#link?.consumerClosed(event.data.consumerId);
        break;
      case 'session:replaced':
        void this.open(event.data);
        break;
    }
  }

  showScreenAgain(): void {
    this.#publisher.showScreenAgain();
  }

  close(): void {
    this.#turn += 1;
    this.#holdBack();
    this.#publisher.close();
    this.#commands.end();
    this.subscriber.close();
    this.#link?.close();
    this.#link = null;
  }

  #send(): void {
    this.#holdBack();
    this.#publisher.use(this.#link);
  }

  #holdBack(): void {
    if (this.#sendLater !== null) clearTimeout(this.#sendLater);
    this.#sendLater = null;
  }

  #listener(turn: number): MediaLinkListener {
    return {
      tracksChanged: (tracks) => turn === this.#turn && this.#options.changed({ tracks }),
      healthChanged: (health) => {
        if (turn !== this.#turn) return;
        this.#options.changed({ health });
        if (health === 'connected' && this.#sendLater !== null) this.#send();
      },
    };
  }
}
