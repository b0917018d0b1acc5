import type { types } from 'mediasoup-client';
import { UPLOAD_READ_MS, type UploadReading } from '../../../call/line/upload-guard.ts';

/** Readings over which loss is counted: the server reports it every second or more seldom. */
const WINDOW = 3;
/** Of fewer packets a part says nothing. */
const MIN_PACKETS = 20;

interface UploadWatchOptions {
  readonly transport: Pick<types.Transport, 'getStats'>;
  readonly read: (reading: Omit<UploadReading, 'isLeastWanted'>) => void;
}

/** What the browser finds of the way up, every UPLOAD_READ_MS, as far as it says it: Firefox has no estimate. */
export class UploadWatch {
  readonly #options: UploadWatchOptions;
  #timer: ReturnType<typeof setInterval> | null = null;
  #isReading = false;
  #counts: readonly Counts[] = [];
  #flow: { readonly bytes: number; readonly atMs: number } | null = null;
  #answers: Answers | null = null;

  constructor(options: UploadWatchOptions) {
    this.#options = options;
  }

  /** Idempotent. */
  begin(): void {
    this.#timer ??= setInterval(() => void this.#read(), UPLOAD_READ_MS);
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const { counts, estimate, answers } = readingOf(await this.#options.transport.getStats());
      const roundTripMs = this.#roundTripBy(answers);
      const sent = this.#sentBy(counts);
      if (this.#timer !== null) this.#options.read({ estimate, sent, roundTripMs, loss: this.#lossBy(counts) });
    } catch {
      // The transport is closed, which is told elsewhere.
    } finally {
      this.#isReading = false;
    }
  }

  /** The browser shows an answer until the next. One that does not count them says it by another time, as far as it does. */
  #roundTripBy(answers: Answers): number | null {
    const before = this.#answers;
    this.#answers = answers;
    const { pairId, count, roundTripMs } = answers;
    const isSame = before?.pairId === pairId && before?.count === count;
    return isSame && (count !== null || before?.roundTripMs === roundTripMs) ? null : roundTripMs;
  }

  /** Bits per second since the reading before; null where a stream has ended, which takes its counts along. */
  #sentBy({ bytes }: Counts): number | null {
    const before = this.#flow;
    this.#flow = { bytes, atMs: performance.now() };
    if (before === null || bytes < before.bytes) return null;
    return ((bytes - before.bytes) * 8_000) / (this.#flow.atMs - before.atMs);
  }

  #lossBy(counts: Counts): number | null {
    const [before = counts] = this.#counts;
    this.#counts = [...this.#counts, counts].slice(-WINDOW);
    const sent = counts.sent - before.sent;
    // What came late after all was counted as lost before; and a stream that has ended takes its counts along.
    return sent < MIN_PACKETS ? null : Math.min(1, Math.max(0, (counts.lost - before.lost) / sent));
  }
}

/** To what the browser itself has asked by the way in use. */
interface Answers {
  readonly pairId: string | null;
  readonly count: number | null;
  readonly roundTripMs: number | null;
}

interface Read {
  readonly estimate: number | null;
  readonly answers: Answers;
  readonly counts: Counts;
}

interface Counts {
  /** Packets. */
  readonly sent: number;
  readonly lost: number;
  /** Sent, with their headers. */
  readonly bytes: number;
}

function readingOf(report: RTCStatsReport): Read {
  let [sent, lost, bytes] = [0, 0, 0];
  let used: RTCIceCandidatePairStats | null = null;
  let usedId: string | undefined;
  report.forEach((stats: RTCStats) => {
    if (stats.type === 'transport') usedId = (stats as RTCTransportStats).selectedCandidatePairId;
  });
  report.forEach((stats: RTCStats) => {
    if (stats.type === 'outbound-rtp') {
      const stream = stats as RTCOutboundRtpStreamStats;
      sent += stream.packetsSent ?? 0;
      bytes += (stream.bytesSent ?? 0) + (stream.headerBytesSent ?? 0);
    }
    if (stats.type === 'remote-inbound-rtp') lost += (stats as RTCReceivedRtpStreamStats).packetsLost ?? 0;
    if (stats.type === 'candidate-pair' && isUsed(stats as RTCIceCandidatePairStats, usedId)) {
      used = stats as RTCIceCandidatePairStats;
    }
  });
  return { ...wayOf(used), counts: { sent, lost, bytes } };
}

/** Firefox does not say which one it is: there it is the one that was agreed on. */
function isUsed({ id, nominated, state }: RTCIceCandidatePairStats, usedId: string | undefined): boolean {
  return usedId === undefined ? nominated === true && state === 'succeeded' : id === usedId;
}

function wayOf(pair: RTCIceCandidatePairStats | null): Pick<Read, 'estimate' | 'answers'> {
  const { id: pairId = null, availableOutgoingBitrate: estimate = null } = pair ?? {};
  const { responsesReceived: count = null, currentRoundTripTime } = pair ?? {};
  const roundTripMs = currentRoundTripTime === undefined ? null : currentRoundTripTime * 1_000;
  return { estimate, answers: { pairId, count, roundTripMs } };
}
