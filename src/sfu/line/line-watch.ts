import type { WebRtcTransport } from 'mediasoup/types';

/** How often it is asked what has arrived. */
export const LINE_CHECK_MS = 1_000;
/**
 * Checks in a row without a single byte. Packets of somebody who sends are at most 0.4 s apart, those of silence (DTX)
 * and of a muted microphone included; so a hiccup of 2 s never counts, and a cut line does within 4 s.
 */
const MAX_SILENT = 3;
/** Reports on sound alone may be up to 8 s apart (RFC 3550, 6.3). Whoever is heard of as rarely is waited for as long. */
const MAX_SILENT_WHEN_SPARSE = 8;
/** Before the first byte: a firewall is tried by several ways. */
const MAX_SILENT_AT_FIRST = 10;
/** Checks over which it is known how often somebody is heard of. */
const RHYTHM_CHECKS = 20;
/** Checks with bytes until a line is good again: in a row of who sends, else no further apart than one waits for them. */
const MIN_HEARD = 2;

interface LineWatchOptions {
  readonly send: WebRtcTransport;
  readonly receive: WebRtcTransport;
  /** Whether sound or pictures of theirs must be arriving. */
  readonly isSending: () => boolean;
  readonly changed: (isBroken: boolean) => void;
}

interface Reading {
  readonly check: number;
  readonly received: number;
  readonly sent: number;
}

/**
 * Whether anything of one participant arrives: sound, pictures, or reports on what is sent to them. The worker tells
 * nothing of this by itself, and does not count ICE's own checks; so whoever neither sends nor is sent anything has no
 * line that could be judged. What is counted are checks, not time: a server that was stopped itself, or a machine that
 * slept, takes nobody's line for broken.
 */
export class LineWatch {
  readonly #options: LineWatchOptions;
  readonly #readings = new Map<WebRtcTransport, Reading>();
  #checks = 0;
  #isBegun = false;
  #isChecking = false;
  #isBroken = false;
  #hasHeard = false;
  #isHeard = false;
  #silent = 0;
  #heard = 0;
  /** Of each check lately, the silent ones before it. */
  #rhythm: readonly number[] = [];

  constructor(options: LineWatchOptions) {
    this.#options = options;
    // A browser that was away begins with ICE, maybe from another network.
    for (const transport of [options.send, options.receive]) {
      transport.on('icestatechange', (state) => state !== 'disconnected' && this.#isBack());
      transport.on('iceselectedtuplechange', () => this.#isBack());
    }
  }

  /** At the last check. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  /** The client connects: from now on something should arrive. Idempotent. */
  begin(): void {
    this.#isBegun = true;
  }

  /** To be called every LINE_CHECK_MS. Never rejects; says nothing while the worker gives no answer. */
  async check(): Promise<void> {
    if (!this.#isBegun || this.#isChecking) return;
    this.#isChecking = true;
    this.#checks += 1;
    try {
      await this.#check();
    } catch {
      // The session is over, or its worker is; both are told elsewhere.
    } finally {
      this.#isChecking = false;
    }
  }

  async #check(): Promise<void> {
    const { send, receive, isSending } = this.#options;
    // Whoever sends is heard of there; one question is enough then.
    if (isSending() && (await this.#read(send)).hasArrived) return this.#hear();
    const back = await this.#read(receive);
    if (back.hasArrived) return this.#hear();
    if (!isSending() && (await this.#read(send)).hasArrived) return this.#hear();
    if (receive.closed) return;
    if (isSending() || back.isSent) this.#miss();
  }

  /** What has happened there since the check before; nothing is known of it when that is longer ago. */
  async #read(transport: WebRtcTransport): Promise<{ hasArrived: boolean; isSent: boolean }> {
    const [stats] = await transport.getStats();
    const { bytesReceived: received = 0, rtpBytesSent: sent = 0 } = stats ?? {};
    const before = this.#readings.get(transport);
    this.#readings.set(transport, { check: this.#checks, received, sent });
    if (before?.check !== this.#checks - 1) return { hasArrived: false, isSent: false };
    return { hasArrived: received > before.received, isSent: sent > before.sent };
  }

  #hear(): void {
    this.#hasHeard = true;
    this.#isHeard = true;
    this.#note(this.#silent);
    this.#silent = 0;
    this.#heard += 1;
    if (this.#heard >= MIN_HEARD) this.#become(false);
  }

  #miss(): void {
    this.#note(0);
    this.#isHeard = false;
    this.#silent += 1;
    const isMissed = this.#silent >= this.#patience;
    if (isMissed || this.#options.isSending()) this.#heard = 0;
    if (isMissed) this.#become(true);
  }

  #note(silentBefore: number): void {
    this.#rhythm = [...this.#rhythm, silentBefore].slice(-RHYTHM_CHECKS);
  }

  /** The client says that what is sent arrives: of who only listens there is nothing else to be heard for seconds. */
  vouched(): void {
    if (!this.#options.isSending()) this.#isBack();
  }

  #isBack(): void {
    this.#silent = 0;
    this.#become(false);
  }

  get #patience(): number {
    if (!this.#hasHeard) return MAX_SILENT_AT_FIRST;
    if (this.#options.isSending()) return MAX_SILENT;
    const isKnown = this.#rhythm.length === RHYTHM_CHECKS;
    const isDense = this.#rhythm.every((silent) => silent < MAX_SILENT);
    return isKnown && isDense ? MAX_SILENT : MAX_SILENT_WHEN_SPARSE;
  }

  #become(isBroken: boolean): void {
    if (isBroken === this.#isBroken) return;
    this.#isBroken = isBroken;
    this.#options.changed(isBroken);
  }
}
