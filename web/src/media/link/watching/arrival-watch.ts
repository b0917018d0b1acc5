import type { types } from 'mediasoup-client';

/** How often it is asked what has arrived. */
export const ARRIVAL_CHECK_MS = 1_000;
/**
 * Checks in a row without a single byte, where bytes came until then: Chromium and Safari ask for the way every 2.5 s,
 * and are answered. So a cut line is told within 5 s to whoever hears something. Where nothing came but these answers,
 * a single lost one makes a gap of up to 4 s, and it takes twice as many checks; nobody misses anything meanwhile.
 */
const MAX_SILENT = 3;
/** Firefox asks every 4 to 6 s (RFC 7675, 5.1). Who is answered as rarely is waited for as long. */
const MAX_SILENT_WHEN_SPARSE = 8;
/** So many answers lately make known how often they come; in the first second all browsers ask often. */
const MIN_ANSWERS = 4;
const RHYTHM_ANSWERS = 10;
/** A check that comes later than this was held up, or the machine slept: it says nothing of the time before. */
const LATE_MS = 2 * ARRIVAL_CHECK_MS;

interface ArrivalWatchOptions {
  readonly transport: Pick<types.Transport, 'getStats'>;
  readonly changed: (isCut: boolean) => void;
}

/**
 * Whether anything of the server arrives. Browsers say that ICE is 'disconnected' only 5 to 8 s after the last packet,
 * and the server hears of somebody who only listens as rarely.
 */
export class ArrivalWatch {
  readonly #options: ArrivalWatchOptions;
  #timer: ReturnType<typeof setInterval> | null = null;
  #isChecking = false;
  #checkedAt = 0;
  #before: Arrived = { bytes: 0, answers: 0 };
  #silent = 0;
  #unanswered = 0;
  /** Of each answer lately, the checks before it that brought none. */
  #rhythm: readonly number[] = [];
  /** Nothing but ICE's answers came lately. */
  #isQuiet = false;
  #isCut = false;

  constructor(options: ArrivalWatchOptions) {
    this.#options = options;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  /** Something has come through: from now on something should arrive. Idempotent. */
  begin(): void {
    if (this.#timer !== null) return;
    this.#checkedAt = performance.now();
    this.#timer = setInterval(() => void this.#check(), ARRIVAL_CHECK_MS);
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #check(): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    try {
      const arrived = arrivedBy(await this.#options.transport.getStats());
      if (this.#timer !== null) this.#read(arrived);
    } catch {
      // The transport is closed, which is told elsewhere.
    } finally {
      this.#isChecking = false;
    }
  }

  #read(arrived: Arrived): void {
    // Firefox counts answers since version 142. Where they are not counted, silence says nothing, and ICE's state decides.
    if (arrived.answers === 0) return;
    const isAnswered = arrived.answers > this.#before.answers;
    const isFlowing = arrived.bytes > this.#before.bytes;
    // A way that is given up takes its count along.
    this.#before = arrived;
    const now = performance.now();
    const isLate = now - this.#checkedAt > LATE_MS;
    this.#checkedAt = now;
    if (isAnswered) this.#answered();
    else if (!isLate) this.#unanswered += 1;
    if (isAnswered || isFlowing) {
      this.#isQuiet = !isFlowing;
      this.#silent = 0;
      this.#become(false);
    } else if (!isLate) {
      this.#silent += 1;
      if (this.#silent >= this.#patience) this.#become(true);
    }
  }

  #answered(): void {
    // What was cut says nothing of how often answers come.
    if (!this.#isCut) this.#rhythm = [...this.#rhythm, this.#unanswered].slice(-RHYTHM_ANSWERS);
    this.#unanswered = 0;
  }

  get #patience(): number {
    const isKnown = this.#rhythm.length >= MIN_ANSWERS;
    // Of those who are asked often one answer in many is lost all the same.
    const isDense = 2 * this.#rhythm.filter((unanswered) => unanswered >= MAX_SILENT).length < this.#rhythm.length;
    const most = isKnown && isDense ? MAX_SILENT : MAX_SILENT_WHEN_SPARSE;
    return this.#isQuiet ? 2 * most : most;
  }

  #become(isCut: boolean): void {
    if (isCut === this.#isCut) return;
    this.#isCut = isCut;
    this.#options.changed(isCut);
  }
}

interface Arrived {
  readonly bytes: number;
  /** To ICE's own checks. */
  readonly answers: number;
}

/** By all ways together. */
function arrivedBy(report: RTCStatsReport): Arrived {
  let [bytes, answers] = [0, 0];
  report.forEach((stats: RTCStats) => {
    if (stats.type !== 'candidate-pair') return;
    const { bytesReceived = 0, responsesReceived = 0 } = stats as RTCIceCandidatePairStats;
    bytes += bytesReceived;
    answers += responsesReceived;
  });
  return { bytes, answers };
}
