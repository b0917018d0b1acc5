import type { types } from 'mediasoup-client';
import type { ConsumerOptions, ConsumerState, ViewItem } from '../../../../src/protocol/index.ts';
import type { MediaLinkListener, ReceivingLink, RemoteTrack } from '../../call/media/ports.ts';
import type { Request } from '../../session/signaling.ts';
import { inParts } from './view-parts.ts';
import { asClientParameters } from './wire.ts';

/** Opening a consumer in the browser: it may fail at a bad moment, and does so always where it cannot be decoded. */
const MAX_TRIES = 3;
/** For so long browsers make up what does not come of a sound, ever more quietly. Cut off, it would click. */
const FADES_MS = 200;

interface ConsumersOptions {
  readonly transport: types.Transport;
  readonly request: Request;
  readonly tracksChanged: MediaLinkListener['tracksChanged'];
}

/** What this page receives over one transport. */
export class Consumers implements ReceivingLink {
  readonly #transport: types.Transport;
  readonly #request: Request;
  readonly #tracksChanged: MediaLinkListener['tracksChanged'];
  /** By what they receive. */
  readonly #consumers = new Map<string, types.Consumer>();
  /** Closed by the server while the browser was still opening them. */
  readonly #closedEarly = new Set<string>();
  readonly #layers = new Map<string, number | null>();
  /** By consumer: how often it could not be opened. */
  readonly #failures = new Map<string, number>();
  /** Sounds that have ended, until nothing of them is heard. */
  readonly #fading = new Set<ReturnType<typeof setTimeout>>();
  #closed = false;

  constructor({ transport, request, tracksChanged }: ConsumersOptions) {
    this.#transport = transport;
    this.#request = request;
    this.#tracksChanged = tracksChanged;
  }

  async view(items: readonly ViewItem[]): Promise<void> {
    const consumers = await this.#ask(items);
    if (this.#closed) return;
    const opened = await Promise.allSettled(consumers.map((options) => this.#consume(options)));
    if (this.#closed) return;
    const consumerIds = opened.flatMap((result) =>
      result.status === 'fulfilled' && result.value ? [result.value.id] : [],
    );
    this.#tellTracks();
    if (consumerIds.length > 0) {
      for (const part of inParts(consumerIds)) await this.#request('consumer:resume', { consumerIds: [...part] });
    }
    const failed = consumers.filter((_, index) => opened[index]?.status === 'rejected');
    // Whoever asked asks again, and the server offers again what was not resumed.
    if (failed.filter(({ id }) => this.#mayTryAgain(id)).length > 0) throw new Error('a consumer did not open');
  }

  consumerChanged({ consumerId, spatialLayer }: ConsumerState): void {
    this.#layers.set(consumerId, spatialLayer);
    this.#tellTracks();
  }

  consumerClosed(consumerId: string): void {
    const consumer = [...this.#consumers.values()].find(({ id }) => id === consumerId);
    this.#layers.delete(consumerId);
    this.#failures.delete(consumerId);
    if (!consumer) {
      this.#closedEarly.add(consumerId);
      return;
    }
    if (consumer.kind === 'video') {
      this.#drop(consumer);
      return;
    }
    const fading = setTimeout(() => {
      this.#fading.delete(fading);
      this.#drop(consumer);
    }, FADES_MS);
    this.#fading.add(fading);
  }

  /** The transport closes what is received over it. */
  close(): void {
    this.#closed = true;
    for (const fading of this.#fading) clearTimeout(fading);
    this.#fading.clear();
    this.#consumers.clear();
  }

  #drop(consumer: types.Consumer): void {
    // Another may have taken its place.
    if (this.#consumers.get(consumer.producerId) === consumer) this.#consumers.delete(consumer.producerId);
    consumer.close();
    this.#tellTracks();
  }

  async #ask(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]> {
    const parts = inParts(items);
    let consumers: readonly ConsumerOptions[] = [];
    for (const [index, part] of parts.entries()) {
      const place = parts.length > 1 ? { part: { index, of: parts.length } } : {};
      ({ consumers } = await this.#request('media:view', { items: [...part], ...place }));
    }
    return consumers;
  }

  #mayTryAgain(consumerId: string): boolean {
    const tries = (this.#failures.get(consumerId) ?? 0) + 1;
    this.#failures.set(consumerId, tries);
    return tries < MAX_TRIES;
  }

  async #consume({ id, producerId, kind, rtpParameters }: ConsumerOptions): Promise<types.Consumer | null> {
    const held = this.#consumers.get(producerId);
    // Offered again because the server has not heard that it is ready.
    if (held?.id === id) return held;
    held?.close();
    const consumer = await this.#transport.consume({
      id,
      producerId,
      kind,
      rtpParameters: asClientParameters(rtpParameters),
    });
    if (this.#closed || this.#closedEarly.delete(id)) {
      consumer.close();
      return null;
    }
    this.#consumers.set(producerId, consumer);
    return consumer;
  }

  #tellTracks(): void {
    const tracks = new Map<string, RemoteTrack>();
    for (const [producerId, { id, track, kind }] of this.#consumers) {
      tracks.set(producerId, { track, kind, layer: this.#layers.get(id) });
    }
    this.#tracksChanged(tracks);
  }
}
