import type { TransportTraceEventData, WebRtcTransport } from 'mediasoup/types';

/** Bits per second; below this a link is watched, since what the pictures take is then missed by the sound. */
const WEAK_LINK = 500_000;
/** So is one whose estimate falls to this part at once. */
const SUDDEN_FALL = 0.8;
const WATCH_INTERVAL_MS = 500;
/** Part of the packets lost from which Opus' error correction no longer helps. */
const CONGESTED = 0.15;
/** Readings in a row that make it sure: one may be the tail of what was lost before. */
const MIN_READINGS = 2;
/** Of what came through, for the pictures. */
const SHARE = 0.8;
/** The least that mediasoup accepts; less than the smallest layer of a camera takes, so pictures go off. */
const MIN_CAP = 30_000;
/** How long it stays lowered; twice as long each time that raising it was too early. */
const FIRST_HOLD_MS = 8000;
const MAX_HOLD_MS = 32_000;
/** Between one raise that went well and the next. */
const RAISE_INTERVAL_MS = 3000;
const RAISE = 4;
/** Enough for the smallest layer of a camera, so that something is sent by which the link can be measured again. */
const TRIAL_BITRATE = 160_000;

/**
 * Keeps a weak link for the sound. The worker estimates bandwidth from the pictures' packets alone, and goes down
 * slowly: on a link that falls to 60 kbit/s half of the sound is lost for half a minute. This reads the loss, and while
 * it is high takes more from the pictures than the estimate would, until they are off.
 */
export class LinkGuard {
  readonly #transport: WebRtcTransport;
  #isEnabled = false;
  #estimate = 0;
  #timer: NodeJS.Timeout | null = null;
  /** Bits per second for the pictures; null while nothing is capped. */
  #cap: number | null = null;
  /** Whether a picture is let through on trial, whatever the estimate says. */
  #isOnTrial = false;
  #lastLoss = 0;
  #badReadings = 0;
  #holdMs = FIRST_HOLD_MS;
  #waitMs = FIRST_HOLD_MS;
  #changedAtMs = 0;

  constructor(transport: WebRtcTransport) {
    this.#transport = transport;
  }

  /** Idempotent; to be called when the first picture is subscribed to, since without pictures nothing is estimated. */
  async enable(): Promise<void> {
    if (this.#isEnabled) return;
    this.#isEnabled = true;
    this.#transport.on('trace', (trace) => this.#estimated(trace));
    this.#transport.observer.once('close', () => this.#unwatch());
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
    const isNew = loss !== this.#lastLoss;
    this.#lastLoss = loss;
    this.#badReadings = isNew && loss > CONGESTED ? this.#badReadings + 1 : 0;
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
    if (before <= MIN_CAP) return;
    await this.#setCap(Math.max(MIN_CAP, Math.round(Math.min(before / 2, delivered * SHARE))));
  }

  async #raise(): Promise<void> {
    this.#changedAtMs = performance.now();
    if (this.#cap !== null) {
      this.#waitMs = RAISE_INTERVAL_MS;
      const next = this.#cap * RAISE;
      await this.#setCap(next < WEAK_LINK ? next : null);
      return;
    }
    // Without pictures nothing is measured, and an estimate too low for any picture would stay for ever.
    const isStuck = !this.#isOnTrial && this.#estimate < TRIAL_BITRATE;
    await this.#setTrial(isStuck);
    if (isStuck) {
      this.#waitMs = RAISE_INTERVAL_MS;
      return;
    }
    this.#holdMs = FIRST_HOLD_MS;
    this.#waitMs = FIRST_HOLD_MS;
    if (this.#estimate >= WEAK_LINK) this.#unwatch();
  }

  async #setTrial(isOnTrial: boolean): Promise<void> {
    if (isOnTrial === this.#isOnTrial) return;
    this.#isOnTrial = isOnTrial;
    await this.#transport.setMinOutgoingBitrate(isOnTrial ? TRIAL_BITRATE : 0).catch(() => {});
  }

  async #setCap(cap: number | null): Promise<void> {
    this.#cap = cap;
    // mediasoup refuses a most below the least.
    if (cap !== null) await this.#setTrial(false);
    // 0 is none. It fails when the transport has gone, and then there is nothing to keep.
    await this.#transport.setMaxOutgoingBitrate(cap ?? 0).catch(() => {});
  }
}
