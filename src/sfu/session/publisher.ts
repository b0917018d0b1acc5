import type { Producer, WebRtcTransport } from 'mediasoup/types';
import { AppError } from '../../platform/errors.ts';
import { KIND_OF_SOURCE, type MediaKind, type Source, type WantedLayer } from '../../protocol/index.ts';
import type { NewProducer } from '../../rooms/ports/media-plane.ts';
import { isMusic, toProducerParameters } from '../codecs.ts';
import { RecentIds } from '../recent-ids.ts';
import { type LayerLadder, ladderOf } from '../subscribing/layers.ts';
import { toAppError } from '../worker/mediasoup-errors.ts';

/** What somebody in the room sends, as the others subscribe to it. */
export interface Publication {
  readonly producerId: string;
  readonly participantId: string;
  readonly source: Source;
  readonly kind: MediaKind;
  /** Null for audio. */
  readonly ladder: LayerLadder | null;
  readonly isPaused: boolean;
  /** Chosen to be heard as it is: in stereo, without pauses. */
  readonly isMusic: boolean;
}

/** Where publications are announced; the room. */
export interface PublicationBoard {
  /** `layerWanted`: no layer above this one is shown to anybody; all of it is taken to be sent until it is called. */
  publish(publication: Publication, layerWanted: (spatialLayer: number) => void): Promise<void>;
  unpublish(publication: Publication): void;
}

interface PublisherOptions {
  readonly participantId: string;
  readonly transport: WebRtcTransport;
  readonly board: PublicationBoard;
  readonly layersWanted: (wanted: WantedLayer) => void;
}

/**
 * Between two key frames asked of one sender. 25 people who join at once, or a receiver who cannot decode, would
 * otherwise make a sender send little else; a newcomer waits this long at worst.
 */
const KEY_FRAME_DELAY_MS = 300;

interface Entry {
  readonly producer: Producer;
  readonly publication: Publication & { isPaused: boolean };
  /** As it was told last; null before. */
  wantedLayer: number | null;
}

/** What one participant sends: at most one producer per source. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #takenSources = new Set<Source>();
  readonly #closedIds = new RecentIds();

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#entries.size;
  }

  /** Whether anything is sent that is not paused. */
  get isSending(): boolean {
    return [...this.#entries.values()].some(({ publication }) => !publication.isPaused);
  }

  /** Of what is sent, a picture if there is one: it has the most packets. */
  get flowing(): Producer | null {
    const sending = [...this.#entries.values()].filter(({ publication }) => !publication.isPaused);
    const picture = sending.find(({ publication }) => publication.kind === 'video');
    return (picture ?? sending[0])?.producer ?? null;
  }

  /** Of what the sender was told to send less of than all, or told so once. */
  get wantedLayers(): readonly WantedLayer[] {
    return [...this.#entries].flatMap(([producerId, { wantedLayer: spatialLayer }]) =>
      spatialLayer === null ? [] : { producerId, spatialLayer },
    );
  }

  /** Errors: BAD_REQUEST, INVALID_STATE (source in use, session closed meanwhile), MEDIA_UNAVAILABLE. */
  async produce(wanted: NewProducer): Promise<string> {
    const { source, paused, size } = wanted;
    const rtpParameters = toProducerParameters(source, wanted.rtpParameters);
    if (this.#takenSources.has(source)) throw new AppError('INVALID_STATE', { details: { source } });
    this.#takenSources.add(source);
    try {
      const producer = await this.#options.transport.produce({
        kind: KIND_OF_SOURCE[source],
        rtpParameters,
        paused,
        keyFrameRequestDelay: KEY_FRAME_DELAY_MS,
      });
      await this.#publish(producer, { source, size });
      return producer.id;
    } catch (error) {
      this.#takenSources.delete(source);
      throw toAppError(error);
    }
  }

  async pause(producerId: string): Promise<void> {
    const { producer, publication } = this.#getEntryOrThrow(producerId);
    publication.isPaused = true;
    await producer.pause();
  }

  async resume(producerId: string): Promise<void> {
    const { producer, publication } = this.#getEntryOrThrow(producerId);
    publication.isPaused = false;
    await producer.resume();
  }

  /** Closing one that has just been closed does nothing. Errors: NOT_ALLOWED. */
  close(producerId: string): void {
    if (this.#closedIds.has(producerId)) return;
    const { producer, publication } = this.#getEntryOrThrow(producerId);
    this.#forget(publication);
    producer.close();
  }

  /** The transport is closed, and its producers with it. */
  transportClosed(): void {
    for (const { publication } of [...this.#entries.values()]) this.#forget(publication);
  }

  async #publish(producer: Producer, { source, size }: Pick<NewProducer, 'source' | 'size'>): Promise<void> {
    const { transport, participantId, board, layersWanted } = this.#options;
    if (transport.closed) {
      producer.close();
      throw new AppError('INVALID_STATE');
    }
    const publication = {
      producerId: producer.id,
      participantId,
      source,
      kind: producer.kind,
      ladder: producer.kind === 'video' ? ladderOf(source, producer.rtpParameters.encodings ?? [], size) : null,
      isPaused: producer.paused,
      isMusic: isMusic(producer.rtpParameters),
    };
    const entry: Entry = { producer, publication, wantedLayer: null };
    this.#entries.set(producer.id, entry);
    try {
      await board.publish(publication, (spatialLayer) => {
        entry.wantedLayer = spatialLayer;
        layersWanted({ producerId: producer.id, spatialLayer });
      });
    } catch (error) {
      this.#forget(publication);
      producer.close();
      throw error;
    }
    if (producer.closed) throw new AppError('INVALID_STATE');
  }

  #forget(publication: Publication): void {
    this.#entries.delete(publication.producerId);
    this.#takenSources.delete(publication.source);
    this.#closedIds.add(publication.producerId);
    this.#options.board.unpublish(publication);
  }

  #getEntryOrThrow(producerId: string): Entry {
    const entry = this.#entries.get(producerId);
    if (entry) return entry;
    throw new AppError(this.#closedIds.has(producerId) ? 'INVALID_STATE' : 'NOT_ALLOWED');
  }
}
