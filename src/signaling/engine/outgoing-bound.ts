import { cutOff, type EngineConnection } from './engine-connection.ts';

/** The largest answer, the snapshot of a room of 500 people with 500 long messages, has about 3 MB. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** Of all connections together; beyond it those go for whom most waits. */
const MAX_WAITING_BYTES_TOTAL = 64 * 1024 * 1024;
/** As long as a silent connection lives: who reads nothing for that long is gone, whatever it sends. */
const STALLED_AFTER_MS = 25_000;
const CHECK_MS = 1_000;

/** Of one connection: what waits in engine.io, and since when nothing is taken. */
interface Waiting {
  bytes: number;
  stalledSince: number | null;
  isDoomed: boolean;
}

/**
 * Bounds what waits to be written to clients that do not read: by size at once, by time within a second. Closing is put
 * off until the running code is through, because it is often in the middle of telling a whole room.
 */
export class OutgoingBound {
  readonly #connections = new Map<EngineConnection, Waiting>();
  #timer: ReturnType<typeof setInterval> | null = null;

  watch(connection: EngineConnection): void {
    const waiting: Waiting = { bytes: 0, stalledSince: null, isDoomed: false };
    this.#connections.set(connection, waiting);
    this.#timer ??= setInterval(() => this.#review(), CHECK_MS);
    connection.on('packetCreate', ({ data }) => {
      waiting.bytes += typeof data === 'string' ? data.length : 0;
      this.#check(connection, waiting);
    });
    connection.on('flush', () => {
      waiting.bytes = 0;
    });
    // Each is answered with a pong that waits like everything else.
    connection.transport.socket?.on('ping', () => this.#check(connection, waiting));
    connection.once('close', () => {
      this.#connections.delete(connection);
      if (this.#connections.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    });
  }

  #check(connection: EngineConnection, waiting: Waiting): void {
    if (waiting.isDoomed || bytesOf(connection, waiting) <= MAX_WAITING_BYTES) return;
    waiting.isDoomed = true;
    setImmediate(() => cutOff(connection));
  }

  #review(): void {
    const now = performance.now();
    for (const [connection, waiting] of this.#connections) {
      if (connection.transport.writable) waiting.stalledSince = null;
      else waiting.stalledSince ??= now;
      if (waiting.stalledSince !== null && now - waiting.stalledSince >= STALLED_AFTER_MS) cutOff(connection);
    }
    const sizes = [...this.#connections].map(([connection, waiting]) => ({
      connection,
      bytes: bytesOf(connection, waiting),
    }));
    let total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= MAX_WAITING_BYTES_TOTAL) return;
    for (const { connection, bytes } of sizes.sort((one, other) => other.bytes - one.bytes)) {
      if (total <= MAX_WAITING_BYTES_TOTAL) return;
      total -= bytes;
      cutOff(connection);
    }
  }
}

function bytesOf({ transport }: EngineConnection, { bytes }: Waiting): number {
  return bytes + (transport.socket?.bufferedAmount ?? 0);
}
