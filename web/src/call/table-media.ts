import type { SessionOptions } from '../../../src/signaling/protocol/index.ts';
import type { Request, ServerEvent } from '../signaling/signaling.ts';
import type { Notice, TableState } from './call-state.ts';
import type { LocalTracks, MediaLink, MediaLinkListener, OpenMediaLink } from './ports.ts';
import { NOTHING_SENT, Publisher } from './publisher.ts';
import { type Size, Subscriber } from './subscriber.ts';

interface TableMediaOptions {
  readonly request: Request;
  readonly local: LocalTracks;
  readonly openMedia: OpenMediaLink;
  readonly estimateTile: (tiles: number) => Size;
  readonly changed: (part: Partial<Pick<TableState, 'health' | 'sending' | 'tracks'>>) => void;
  readonly notice: (notice: Notice) => void;
}

/** What one stay at the table sends and receives, over as many links as it takes. */
export class TableMedia {
  readonly subscriber: Subscriber;
  readonly #publisher: Publisher;
  readonly #options: TableMediaOptions;
  #link: MediaLink | null = null;
  /** Counts openings, so that a link that was overtaken is closed when it comes. */
  #turn = 0;

  constructor(options: TableMediaOptions) {
    this.#options = options;
    this.subscriber = new Subscriber({ estimateTile: options.estimateTile });
    this.#publisher = new Publisher({
      local: options.local,
      changed: (sending) => options.changed({ sending }),
      failed: (_source, failure) => options.notice({ kind: 'failed', failure }),
      mutedOnEntry: () => options.notice({ kind: 'muted-on-entry' }),
    });
  }

  /** Builds everything anew on a session that the server has just made. */
  async open(session: SessionOptions): Promise<void> {
    const turn = ++this.#turn;
    this.suspend();
    this.#link?.close();
    this.#link = null;
    this.#options.changed({ tracks: new Map(), sending: NOTHING_SENT, health: 'idle' });
    try {
      const link = await this.#options.openMedia({
        session,
        request: this.#options.request,
        listener: this.#listener(turn),
      });
      if (turn === this.#turn) {
        this.#link = link;
        this.#use(link);
      } else link.close();
    } catch {
      if (turn === this.#turn) this.#options.notice({ kind: 'media-failed' });
    }
  }

  /** The connection is lost: what is shown stays, nothing is asked of the server. */
  suspend(): void {
    this.#use(null);
  }

  /** The connection is back and the server has kept the session. */
  resume(session: SessionOptions): void {
    const link = this.#link;
    if (link === null) {
      void this.open(session);
      return;
    }
    // A failed restart shows in the transport's state, which asks for another.
    link.restart(session).catch(() => {});
    this.#use(link);
  }

  received(event: ServerEvent): void {
    switch (event.name) {
      case 'participant:muted':
        this.#publisher.mutedByModerator(event.data.producerId);
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

  close(): void {
    this.#turn += 1;
    this.#publisher.close();
    this.subscriber.close();
    this.#link?.close();
    this.#link = null;
  }

  #use(link: MediaLink | null): void {
    this.subscriber.use(link);
    this.#publisher.use(link);
  }

  #listener(turn: number): MediaLinkListener {
    return {
      tracksChanged: (tracks) => turn === this.#turn && this.#options.changed({ tracks }),
      healthChanged: (health) => turn === this.#turn && this.#options.changed({ health }),
    };
  }
}
