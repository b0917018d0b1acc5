import type { Consumer, ConsumerLayers } from 'mediasoup/types';
import type { ConsumerOptions, ConsumerState } from '../../protocol/index.ts';
import type { WatchedPicture } from '../line/line-quality.ts';
import { fromRtpParameters } from '../protocol-types.ts';
import type { Publication } from '../session/publisher.ts';
import { FirstFrame } from './first-frame.ts';
import { Lack } from './lack.ts';
import { type Layers, layersFor, legible, priorityOf, type TileSize } from './layers.ts';

interface SubscriptionOptions {
  readonly consumer: Consumer;
  readonly publication: Publication;
  /** How it is shown at first. */
  readonly showing: Showing;
  /** What it was made with; null for audio. */
  readonly layers: Layers | null;
  readonly isSuspended: boolean;
  readonly isHeldByLink: boolean;
  readonly isDrownedOut: boolean;
  readonly changed: (state: ConsumerState) => void;
  /** The largest layer that is to be sent to this client; null: none now. */
  readonly wants: (spatialLayer: number | null) => void;
  readonly producerClosed: () => void;
}

/** Whether a picture's person says something: the room knows it, no client is asked. */
export interface Speech {
  readonly isSpeaking: boolean;
  /** With their hands. */
  readonly signs: boolean;
}

/** How a client shows a picture. */
export interface Showing extends Speech {
  readonly tile: TileSize;
  /** One of many faces of about this size. */
  readonly isInCrowd: boolean;
}

/** What of a publication's layers is sent to somebody who shows it so; null: it has none. */
export function layersOf(
  { ladder }: Pick<Publication, 'ladder'>,
  { tile, isInCrowd, isSpeaking, signs }: Showing,
  current?: Layers,
): Layers | null {
  if (ladder && signs) return layersFor(legible(tile), { ...ladder, maxUpscale: 1 }, { current });
  return ladder && layersFor(tile, ladder, { current, isCalm: isInCrowd && !isSpeaking });
}

/**
 * One publication sent to one participant. It runs while the client shows it, has said that it is ready for it, and
 * is connected. Requests to the worker stay in order, so none waits for the one before.
 */
export class Subscription {
  readonly publication: Publication;
  readonly #consumer: Consumer;
  readonly #changed: (state: ConsumerState) => void;
  readonly #wants: (spatialLayer: number | null) => void;
  #showing: Showing;
  #layers: Layers | null;
  #priority = 1;
  #isShown = true;
  #isStarted = false;
  #isSuspended: boolean;
  #isHeldByLink: boolean;
  #isDrownedOut: boolean;
  #isRunning = false;
  #reportedLayer: number | null | undefined;
  #wantedLayer: number | null = null;
  readonly #lack: Lack;
  readonly #firstFrame: FirstFrame;

  constructor(options: SubscriptionOptions) {
    const { consumer, publication, showing, layers, changed, producerClosed } = options;
    this.#consumer = consumer;
    this.publication = publication;
    this.#showing = showing;
    this.#layers = layers;
    this.#isSuspended = options.isSuspended;
    this.#isHeldByLink = options.isHeldByLink;
    this.#isDrownedOut = options.isDrownedOut;
    this.#changed = changed;
    this.#wants = options.wants;
    this.#lack = new Lack({ isSo: () => this.#isLacking, lasts: () => this.#report(null) });
    this.#firstFrame = new FirstFrame({ consumer, isUnderWay: () => this.#isUnderWay });
    consumer.on('producerclose', producerClosed);
    consumer.on('producerresume', () => this.#firstFrame.begin());
    consumer.on('layerschange', (current) => this.#layersChanged(current));
    consumer.on('score', () => this.#judge());
    consumer.observer.once('close', () => this.#end());
  }

  get consumerId(): string {
    return this.#consumer.id;
  }

  /** For the client to open its end. */
  get options(): ConsumerOptions {
    const { id, producerId, kind, rtpParameters } = this.#consumer;
    return { id, producerId, kind, rtpParameters: fromRtpParameters(rtpParameters) };
  }

  /** Whether the client has said that it is ready for it. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Its consumer, while something of it is sent. */
  get flowing(): Consumer | null {
    return this.#isRunning && !this.publication.isPaused ? this.#consumer : null;
  }

  /** Null when it is no picture, or one that nobody sends or shows. */
  get picture(): WatchedPicture | null {
    const { source, kind, isPaused } = this.publication;
    if (kind !== 'video' || isPaused || !this.#isWanted) return null;
    const { type, currentLayers } = this.#consumer;
    // Of a picture without layers there is one, and the worker says nothing of it.
    const layer = type === 'simple' ? 0 : (currentLayers?.spatialLayer ?? null);
    return { source, spatialLayer: this.#isRunning ? layer : null, missingSince: this.missingSince };
  }

  /** Since when it is shown, sent, and not borne by the link, in milliseconds since the epoch; null: that is not so. */
  get missingSince(): number | null {
    this.#lack.judge();
    return this.#isHeldByLink ? this.#lack.since : this.#lack.lastingSince;
  }

  /** The client shows it, like this when it is a picture. */
  async show(showing: Showing): Promise<void> {
    this.#isShown = true;
    this.#showing = showing;
    await Promise.all([this.#choose(), this.#prioritise(), this.#apply()]);
  }

  async hide(): Promise<void> {
    this.#isShown = false;
    await this.#apply();
  }

  /** The client is ready to receive it. */
  async start(): Promise<void> {
    this.#isStarted = true;
    await this.#apply();
  }

  async setSuspended(isSuspended: boolean): Promise<void> {
    this.#isSuspended = isSuspended;
    await this.#apply();
  }

  /** The link bears no picture at all. */
  async setHeldByLink(isHeldByLink: boolean): Promise<void> {
    this.#isHeldByLink = isHeldByLink;
    await this.#apply();
  }

  /** So many others are louder that nobody is sent it. */
  async setDrownedOut(isDrownedOut: boolean): Promise<void> {
    this.#isDrownedOut = isDrownedOut;
    await this.#apply();
  }

  async setSpeech(speech: Speech): Promise<void> {
    this.#showing = { ...this.#showing, ...speech };
    await Promise.all([this.#choose(), this.#prioritise()]);
  }

  /** The way to the client was cut, and is told to the worker as a new one when it is back. */
  wayLost(): void {
    this.#firstFrame.begin();
  }

  close(): void {
    this.#consumer.close();
  }

  async #choose(): Promise<void> {
    const next = layersOf(this.publication, this.#showing, this.#layers ?? undefined);
    if (!next) return;
    const { spatialLayer, temporalLayer } = this.#layers ?? {};
    this.#layers = next;
    this.#tellWanted();
    if (next.spatialLayer === spatialLayer && next.temporalLayer === temporalLayer) return;
    await untilGone(this.#consumer.setPreferredLayers(next));
  }

  async #prioritise(): Promise<void> {
    if (!this.#layers) return;
    const { signs } = this.#showing;
    const isSpeaking = this.#showing.isSpeaking || signs;
    const priority = priorityOf({ source: this.publication.source, layers: this.#layers, isSpeaking });
    if (priority === this.#priority) return;
    this.#priority = priority;
    await untilGone(this.#consumer.setPriority(priority));
  }

  get #isWanted(): boolean {
    return this.#isShown && this.#isStarted && !this.#isSuspended;
  }

  async #apply(): Promise<void> {
    const shouldRun = this.#isWanted && !this.#isHeldByLink && !this.#isDrownedOut;
    if (this.#isWanted && this.#isHeldByLink) this.#report(null);
    // Of one without layers the worker does not say that it is sent again.
    if (shouldRun && this.#reportedLayer === null && this.#consumer.type === 'simple') this.#report(0);
    const isChanged = shouldRun !== this.#isRunning;
    this.#isRunning = shouldRun;
    this.#tellWanted();
    this.#lack.judge();
    if (!isChanged) return;
    this.#firstFrame.begin();
    await untilGone(shouldRun ? this.#consumer.resume() : this.#consumer.pause());
  }

  /** What a link does not bear at all is not wanted: what it bears again begins with the smallest, and that is always sent. */
  #tellWanted(): void {
    const wanted = this.#isRunning && !this.#consumer.closed ? (this.#layers?.spatialLayer ?? null) : null;
    if (wanted === this.#wantedLayer) return;
    this.#wantedLayer = wanted;
    this.#wants(wanted);
  }

  #layersChanged(current: ConsumerLayers | undefined): void {
    const spatialLayer = current?.spatialLayer ?? null;
    this.#judge();
    // Pausing ends in 'no layer' as well, and so does a sender who went silent: only the link is worth telling.
    if (spatialLayer === null && !this.#isUnderWay) return;
    this.#report(spatialLayer);
  }

  get #isLacking(): boolean {
    const { kind, isPaused } = this.publication;
    if (kind !== 'video' || isPaused || !this.#isWanted || this.#consumer.closed) return false;
    if (this.#isHeldByLink) return true;
    return this.#consumer.type !== 'simple' && !this.#consumer.currentLayers && this.#isUnderWay;
  }

  #report(spatialLayer: number | null): void {
    if (spatialLayer === this.#reportedLayer) return;
    this.#reportedLayer = spatialLayer;
    this.#changed({ consumerId: this.#consumer.id, spatialLayer });
  }

  #judge(): void {
    this.#lack.judge();
    this.#firstFrame.judge();
  }

  #end(): void {
    this.#tellWanted();
    this.#lack.end();
    this.#firstFrame.end();
  }

  get #isUnderWay(): boolean {
    const isSenderAlive = this.#consumer.score.producerScores.some((score) => score > 0);
    return this.#isRunning && !this.publication.isPaused && isSenderAlive;
  }
}

/** These requests hold nothing that could be refused. They fail when consumer or worker are gone, told elsewhere. */
async function untilGone(request: Promise<void>): Promise<void> {
  await request.catch(() => {});
}
