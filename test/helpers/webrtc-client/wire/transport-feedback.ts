// Transport-wide congestion control: what arrived and when, for the sender's bandwidth estimation.
// draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1

const TRANSPORT_FEEDBACK = 205;
const FORMAT = 15;
const FIXED_BYTES = 20;
const REFERENCE_TICK_MS = 64;
const DELTA_TICK_MS = 0.25;
const MAX_SMALL_DELTA = 0xff;
const SYMBOLS_PER_CHUNK = 7;
const TWO_BIT_VECTOR = 0xc000;
const NOT_RECEIVED = 0;
const SMALL_DELTA = 1;
const LARGE_DELTA = 2;
/** More than this in one answer does not fit a datagram. */
const MAX_STATUSES = 400;

/** The 16 bit number that continues `last`, counted on. */
export function unwrap(sequence: number, last: number): number {
  const difference = (sequence - last) & 0xffff;
  return last + (difference < 0x8000 ? difference : difference - 0x10000);
}

/** Collects arrivals and writes the answer. */
export class FeedbackRecorder {
  readonly #arrivals = new Map<number, number>();
  #highest = -1;
  #next = -1;
  #count = 0;

  /** `atMs` is when it came out of the link. */
  arrived(sequence: number, atMs: number): void {
    const counted = this.#highest < 0 ? sequence : unwrap(sequence, this.#highest);
    if (this.#next < 0) this.#next = counted;
    this.#highest = Math.max(this.#highest, counted);
    if (counted >= this.#next) this.#arrivals.set(counted, atMs);
  }

  /** What came out of the link until now and was not told before; null when that is nothing. */
  take(senderSsrc: number, mediaSsrc: number, nowMs: number): Buffer | null {
    const arrived = [...this.#arrivals].filter(([, atMs]) => atMs <= nowMs).sort(([a], [b]) => a - b);
    const first = arrived[0];
    const last = arrived.filter(([sequence]) => sequence < this.#next + MAX_STATUSES).at(-1);
    if (!first || !last) {
      // A gap as long as an answer: begin behind it.
      if (first) this.#next = first[0];
      return null;
    }
    const base = this.#next;
    const count = last[0] - base + 1;
    this.#next = last[0] + 1;
    const referenceTicks = Math.floor(first[1] / REFERENCE_TICK_MS);
    let previousTicks = (referenceTicks * REFERENCE_TICK_MS) / DELTA_TICK_MS;
    const symbols: number[] = [];
    const deltas: number[] = [];
    for (let sequence = base; sequence <= last[0]; sequence += 1) {
      const atMs = this.#arrivals.get(sequence);
      this.#arrivals.delete(sequence);
      if (atMs === undefined || atMs > nowMs) {
        symbols.push(NOT_RECEIVED);
        continue;
      }
      const ticks = Math.round(atMs / DELTA_TICK_MS);
      const delta = ticks - previousTicks;
      previousTicks = ticks;
      const isSmall = delta >= 0 && delta <= MAX_SMALL_DELTA;
      symbols.push(isSmall ? SMALL_DELTA : LARGE_DELTA);
      if (isSmall) deltas.push(delta);
      else deltas.push((delta >> 8) & 0xff, delta & 0xff);
    }
    return this.#write({ senderSsrc, mediaSsrc, base, count, referenceTicks, symbols, deltas });
  }

  #write(feedback: {
    senderSsrc: number;
    mediaSsrc: number;
    base: number;
    count: number;
    referenceTicks: number;
    symbols: readonly number[];
    deltas: readonly number[];
  }): Buffer {
    const { symbols, deltas } = feedback;
    const chunks = Math.ceil(symbols.length / SYMBOLS_PER_CHUNK);
    const bytes = Math.ceil((FIXED_BYTES + chunks * 2 + deltas.length) / 4) * 4;
    const packet = Buffer.alloc(bytes);
    packet.writeUInt8(0x80 | FORMAT, 0);
    packet.writeUInt8(TRANSPORT_FEEDBACK, 1);
    packet.writeUInt16BE(bytes / 4 - 1, 2);
    packet.writeUInt32BE(feedback.senderSsrc, 4);
    packet.writeUInt32BE(feedback.mediaSsrc, 8);
    packet.writeUInt16BE(feedback.base & 0xffff, 12);
    packet.writeUInt16BE(feedback.count, 14);
    packet.writeUIntBE(feedback.referenceTicks & 0xffffff, 16, 3);
    packet.writeUInt8(this.#count & 0xff, 19);
    this.#count += 1;
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      let value = TWO_BIT_VECTOR;
      for (let index = 0; index < SYMBOLS_PER_CHUNK; index += 1) {
        value |= (symbols[chunk * SYMBOLS_PER_CHUNK + index] ?? NOT_RECEIVED) << (2 * (SYMBOLS_PER_CHUNK - 1 - index));
      }
      packet.writeUInt16BE(value, FIXED_BYTES + chunk * 2);
    }
    Buffer.from(deltas).copy(packet, FIXED_BYTES + chunks * 2);
    return packet;
  }
}
