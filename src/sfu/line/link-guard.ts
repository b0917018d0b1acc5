import type { TransportTraceEventData, WebRtcTransport } from 'mediasoup/types';

/** Bits per second; below this a link is watched, since what the pictures take is then missed by the sound. */
const WEAK_LINK = 500_000;
/** So is one whose estimate falls to this part at once. */
const SUDDEN_FALL = 0.8;
const WATCH_INTERVAL_MS = 500;
/** Part of the packets lost from which Opus' error correction no longer helps. */
const CONGESTED = 0.15;
/** Part of the last reading to which the loss, an average, falls on a link that loses nothing any more. */
const FAST_FALL = 0.9;
/** Readings in a row that make it sure: one may be the tail of what was lost before. */
const MIN_READINGS = 2;
/** Of what came through, for the pictures. */
const SHARE = 0.8;
/** Enough for the smallest layer of a camera. A link that does not bear it gets no pictures at all. */
const LEAST = 160_000;
/** How long it stays lowered; twice as long each time that raising it was too early. */
const FIRST_HOLD_MS = 8000;
const MAX_HOLD_MS = 32_000;
/** Between one raise that went well and the next. */
const RAISE_INTERVAL_MS = 3000;
const RAISE = 4;

interface LinkGuardOptions {
  readonly transport: WebRtcTransport;
  /** Switches all pictures off and on. */
  readonly holdPictures: (isHeld: boolean) => Promise<void>;
}

/**
 * Keeps a weak link for the sound. The worker estimates bandwidth from the pictures' packets alone, and goes down
 * slowly: on a link that falls to 60 kbit/s half of the sound is lost for half a minute. This reads the loss, and while
 * it is high takes more from the pictures than the estimate would, and at last holds them back.
 *
 * The worker must never hold all of them back by itself: without their packets it measures nothing, so an estimate too
 * low for any picture would stay. Hence its least estimate, set before the first, since the worker does not hear of one
 * that is raised later.
 */
export class LinkGuard {
  readonly #transport: WebRtcTransport;
  readonly #holdPictures: (isHeld: boolean) => Promise<void>;
  #isEnabled = false;
  #estimate = 0;
  #timer: NodeJS.Timeout | null = null;
  /** Bits per second for the pictures; null while nothing is capped. */
  #cap: number | null = null;
  #isHolding = false;
  #weakSince: number | null = null;
  #lastLoss = 0;
  #badReadings = 0;
  #holdMs = FIRST_HOLD_MS;
  #waitMs = FIRST_HOLD_MS;
  #changedAtMs = 0;

  constructor({ transport, holdPictures }: LinkGuardOptions) {
    this.#transport = transport;
    this.#holdPictures = holdPictures;
  }

  /** Since when the pictures have less than they would take, in milliseconds since the epoch; null: they have it all. */
  get weakSince(): number | null {
    return this.#weakSince;
  }

  /** Whether the link bears no picture at all. */
  get isHolding(): boolean {
    return this.#isHolding;
  }

  /** Idempotent; to be called when the first picture is subscribed to, since without pictures nothing is estimated. */
  async enable(): Promise<void> {
    if (this.#isEnabled) return;
    this.#isEnabled = true;
    this.#transport.on('trace', (trace) => this.#estimated(trace));
    this.#transport.observer.once('close', () => this.#unwatch());
    await this.#transport.setMinOutgoingBitrate(LEAST);
    await this.#transport.enableTraceEvent(['bwe']);
  }

  #estimated({ type, info }: TransportTraceEventData): void {
    if (type !== 'bwe') return;
    const { availableBitrate } = info as { availableBitrate: number };
    const hasFallen = availableBitrate < this.#estimate * SUDDEN_FALL;
    this.#estimate = availableBitrate;
    if (this.#timer || (availableBitrate >= WEAK_LINK && !hasFallen)) return;
    this.#changedAtMs = performance.now();
    this.#timer = setInterval(() => void this.#read(), WATCH_INTERVAL_MS);
  }

  #unwatch(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #read(): Promise<void> {
    const [stats] = await this.#transport.getStats().catch(() => []);
    if (!stats || this.#transport.closed) return;
    const { rtpPacketLossSent: loss = 0, rtpSendBitrate } = stats;
    // Without pictures no new loss is measured, and the last value stays.
    const isRecent = loss !== this.#lastLoss && loss > this.#lastLoss * FAST_FALL;
    this.#lastLoss = loss;
    this.#badReadings = isRecent && loss > CONGESTED ? this.#badReadings + 1 : 0;
    if (this.#badReadings >= MIN_READINGS) await this.#lower(rtpSendBitrate * (1 - loss));
    else if (performance.now() - this.#changedAtMs >= this.#waitMs) await this.#raise();
  }

  async #lower(delivered: number): Promise<void> {
    this.#badReadings = 0;
    this.#changedAtMs = performance.now();
    const hasJustRaised = this.#waitMs === RAISE_INTERVAL_MS;
    if (hasJustRaised) this.#holdMs = Math.min(MAX_HOLD_MS, this.#holdMs * 2);
    this.#waitMs = this.#holdMs;
    const before = this.#cap ?? Number.POSITIVE_INFINITY;
    const next = Math.round(Math.min(before / 2, delivered * SHARE));
    await this.#setCap(Math.max(LEAST, next));
    if (next < LEAST) await this.#setHolding(true);
  }

  async #raise(): Promise<void> {
    this.#changedAtMs = performance.now();
    if (this.#isHolding || this.#cap !== null) {
      this.#waitMs = RAISE_INTERVAL_MS;
      const next = this.#isHolding ? LEAST : (this.#cap ?? 0) * RAISE;
      await this.#setCap(next < WEAK_LINK ? next : null);
      await this.#setHolding(false);
      return;
    }
    this.#holdMs = FIRST_HOLD_MS;
    this.#waitMs = FIRST_HOLD_MS;
    if (this.#estimate >= WEAK_LINK) this.#unwatch();
  }

  async #setHolding(isHolding: boolean): Promise<void> {
    if (isHolding === this.#isHolding) return;
    this.#isHolding = isHolding;
    this.#noteWeak();
    await this.#holdPictures(isHolding);
  }

  #noteWeak(): void {
    this.#weakSince = this.#isHolding || this.#cap !== null ? (this.#weakSince ?? Date.now()) : null;
  }

  async #setCap(cap: number | null): Promise<void> {
    if (cap === this.#cap) return;
    this.#cap = cap;
    this.#noteWeak();
    // 0 is none. It fails when the transport has gone, and then there is nothing to keep.
    await this.#transport.setMaxOutgoingBitrate(cap ?? 0).catch(() => {});
  }
}
