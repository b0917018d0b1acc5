/** What waits before it comes in at a router with an ordinary buffer; more is dropped. */
const MAX_QUEUE_MS = 250;

/**
 * A bottleneck of a given rate in front of a client. Nothing really waits: it says when a packet would have come out,
 * and the client reports that to the server, whose bandwidth estimation cannot tell the difference.
 */
export class Link {
  /** Bits per second; null when nothing limits. */
  rate: number | null = null;
  #freeAtMs = 0;

  /** When the packet comes out, or null when the queue was full. */
  pass(bytes: number, nowMs: number): number | null {
    if (this.rate === null) return nowMs;
    const beginMs = Math.max(nowMs, this.#freeAtMs);
    if (beginMs - nowMs > MAX_QUEUE_MS) return null;
    this.#freeAtMs = beginMs + (bytes * 8 * 1000) / this.rate;
    return this.#freeAtMs;
  }
}
