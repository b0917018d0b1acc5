/** By WebSocket, or by HTTP that is asked again and again where a proxy lets no WebSocket through. */
export type Way = 'websocket' | 'polling';

/** Of attempts that fail in a row so many are for the other way than the one that has worked. */
const OTHER_EVERY = 6;
/** Browsers hold back who fails so often by WebSocket (see SPARING in retries.ts), but no requests. */
const MOST_REFUSED_WEBSOCKETS = 10;

/**
 * By which way a server is sought. Each attempt is for one of them, so that a proxy which swallows WebSocket costs only
 * the attempts that are made by it.
 */
export class Ways {
  /** By which this page was connected last. */
  #worked: Way | null = null;
  #next: Way | null = null;
  /** An answer by polling has shown that the server can be reached: WebSocket has one more attempt before polling is kept. */
  #isReachable = false;

  /** It is known what comes next, and that it should come at once. */
  get isDecided(): boolean {
    return this.#next !== null;
  }

  isUsual(way: Way): boolean {
    return this.#worked === way;
  }

  /** `attempt`: in a row, from 1. */
  next(attempt: number, { isRefused }: { isRefused: boolean }): Way {
    const decided = this.#next;
    this.#next = null;
    if (decided !== null) return decided;
    if (this.#worked === null) return 'websocket';
    if (isRefused && attempt > MOST_REFUSED_WEBSOCKETS) return 'polling';
    return attempt % OTHER_EVERY === 0 ? otherThan(this.#worked) : this.#worked;
  }

  failed(way: Way): void {
    // Before anything has worked nobody waits for the one to be tried after the other.
    const isOther = way === 'websocket' && (this.#worked === null || this.#isReachable);
    if (isOther) this.#next = 'polling';
    else this.#isReachable = false;
  }

  /**
   * Whether it is kept. Polling is not at first where WebSocket has worked on this page: an attempt by it may just have
   * been the first that the network let through again, and it costs a busy server far more for the rest of a meeting.
   */
  connected(way: Way): boolean {
    if (way === 'polling' && this.#worked === 'websocket' && !this.#isReachable) {
      this.#isReachable = true;
      this.#next = 'websocket';
      return false;
    }
    this.#worked = way;
    this.#isReachable = false;
    return true;
  }
}

function otherThan(way: Way): Way {
  return way === 'websocket' ? 'polling' : 'websocket';
}
