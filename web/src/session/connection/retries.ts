import { type Way, Ways } from './ways.ts';

/** From the beginning of an attempt to that of the next: a meeting waits. */
const PACE_MS = 450;
/** After a refusal or a goodbye by a server that is there, or by a proxy for it: it says so to everybody at once. */
const ANSWERED_PACE_MS = 2_000;
/**
 * A server that begins anew refuses for seconds. What refuses for longer is something else in its place (a hotel's page
 * that asks for a password, a proxy that blocks), and everyone behind one address has it: the pace grows.
 */
const MAX_QUICK_FAILURES = 10;
const GROWTH = 1.3;
/** Scattered, so that a server that comes back is not stormed by everyone at once. */
const SCATTER = 0.45;
const LEAST_PAUSE_MS = 50;

/**
 * How long an attempt may take whose first packet the network may have swallowed: TCP sends it again only after 1, 3 and
 * 7 s, and a new attempt reaches the server sooner once the network is back.
 */
const LEAST_PATIENCE_MS = 600;
/** Times what connecting has taken before on this network, ... */
const USUAL_TIMES = 3;
/** ... though no longer than until TCP's second try: the first connection comes with a page that loads, and takes its time. */
const MOST_WHEN_SILENT_MS = 1_200;
/** A network that is slower than the one before is met as well. */
const SLOWER_MS = 3_500;
/**
 * Chromium makes a page wait before each further WebSocket, up to 5 s times 2^(failures of the last minutes) / 65,536 (its
 * WebSocketThrottler): after eleven that is nothing, after thirteen it is seconds in which nothing is sent. And of requests, as
 * polling makes them, six may connect at once, also those that were given up. So attempts that are likely to fail are few;
 * that the network is back is heard from media and by NetworkProbe.
 */
const SPARING: Readonly<Record<Way, readonly { readonly after: number; readonly patienceMs: number }[]>> = {
  websocket: [
    { after: 4, patienceMs: 17_000 },
    { after: 2, patienceMs: SLOWER_MS },
  ],
  polling: [
    { after: 3, patienceMs: 30_000 },
    { after: 2, patienceMs: SLOWER_MS },
  ],
};
/** Where nothing is known yet, and at the most. */
const MOST_PATIENCE_MS = 10_000;
/** Who comes for the first time waits no longer for WebSocket: a proxy may be holding it, and polling works. */
const FIRST_WEBSOCKET_MS = 5_000;
/**
 * The network was heard of, so nothing is swallowed: a server that begins anew, or to which everyone comes at once, takes
 * its time, and who gives up on it early only makes it longer. So each time that this was not enough it is doubled.
 */
const SURE_PATIENCE_MS = 4_000;

/** As long as the server keeps somebody's place; after that nobody is in a hurry. */
const HURRY_MS = 120_000;
const LATER_PACE_MS = 3_000;
const SLOWEST_PACE_MS = 30_000;

/**
 * What became of a connection or of an attempt. `silent`: of a connection that stood nothing was heard any more.
 * `timed-out`: an attempt took too long. `answered`: somebody who is there says no. `refused`: all else.
 */
export type Failing = 'silent' | 'timed-out' | 'answered' | 'refused';

export interface Attempt {
  readonly way: Way;
  readonly patienceMs: number;
}

/** How often, by which way and how patiently a server is sought to which there is no connection. */
export class Retries {
  readonly #ways = new Ways();
  /** What connecting took by each way that has worked. */
  readonly #usualMs = new Map<Way, number>();
  #way: Way = 'websocket';
  #attempts = 0;
  #quickFailures = 0;
  #timeouts = 0;
  #unhurried = 0;
  #soughtSince: number | null = null;
  #isSilent = false;
  #latest: Failing | null = null;
  #begunAt = Number.NEGATIVE_INFINITY;

  begin(): Attempt {
    this.#begunAt = performance.now();
    this.#soughtSince ??= this.#begunAt;
    this.#attempts += 1;
    this.#way = this.#ways.next(this.#attempts, { isRefused: this.#latest === 'refused' });
    return { way: this.#way, patienceMs: this.#patienceMs() };
  }

  #patienceMs(): number {
    // Of a way that has never worked only what the other has needed is known.
    const [otherMs] = this.#usualMs.values();
    const usualMs = this.#usualMs.get(this.#way) ?? otherMs;
    if (usualMs === undefined) {
      return this.#way === 'websocket' && this.#attempts === 1 ? FIRST_WEBSOCKET_MS : MOST_PATIENCE_MS;
    }
    if (!this.#isHurried) return MOST_PATIENCE_MS;
    const sureMs = Math.max(SURE_PATIENCE_MS, USUAL_TIMES * usualMs);
    if (!this.#isSilent) return Math.min(MOST_PATIENCE_MS, sureMs * 2 ** this.#timeouts);
    const quickMs = Math.max(LEAST_PATIENCE_MS, Math.min(MOST_WHEN_SILENT_MS, USUAL_TIMES * usualMs));
    // The other way costs a moment now and then, no more.
    if (!this.#ways.isUsual(this.#way)) return quickMs;
    return Math.max(quickMs, SPARING[this.#way].find(({ after }) => this.#attempts > after)?.patienceMs ?? 0);
  }

  /** Whether what is sent may be swallowed by a network that is not there. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** Since the latest attempt began. */
  get ageMs(): number {
    return performance.now() - this.#begunAt;
  }

  /** A connection that stood is lost. */
  lost(how: Exclude<Failing, 'timed-out'>): void {
    this.#latest = how;
    this.#isSilent = how === 'silent';
  }

  /** An attempt has come to nothing. A time-out alone does not make silent what was heard of. */
  failed(how: Exclude<Failing, 'silent'>): void {
    this.#latest = how;
    this.#ways.failed(this.#way);
    if (how === 'timed-out') {
      if (!this.#isSilent) this.#timeouts += 1;
      return;
    }
    this.#isSilent = false;
    this.#timeouts = 0;
    if (how === 'refused') this.#quickFailures += 1;
  }

  /** Whether the connection is kept; the next attempt is due at once otherwise. */
  connected(): boolean {
    const tookMs = this.ageMs;
    this.#isSilent = false;
    if (!this.#ways.connected(this.#way)) return false;
    this.#usualMs.set(this.#way, tookMs);
    this.afresh();
    return true;
  }

  /** Nothing is sought any more, or there is reason to hope: the next attempts are as after a loss. */
  afresh(): void {
    this.#attempts = 0;
    this.#quickFailures = 0;
    this.#timeouts = 0;
    this.#unhurried = 0;
    this.#soughtSince = null;
  }

  /** From now until the next attempt. */
  pauseMs(): number {
    if (this.#ways.isDecided) return LEAST_PAUSE_MS;
    const scatteredMs = this.#paceMs() * (1 + SCATTER * (2 * Math.random() - 1));
    return Math.max(LEAST_PAUSE_MS, this.#latest === 'answered' ? scatteredMs : scatteredMs - this.ageMs);
  }

  #paceMs(): number {
    if (!this.#isHurried) {
      this.#unhurried += 1;
      return Math.min(SLOWEST_PACE_MS, LATER_PACE_MS * GROWTH ** (this.#unhurried - 1));
    }
    if (this.#latest === 'answered') return ANSWERED_PACE_MS;
    const tooMany = Math.max(0, this.#quickFailures - MAX_QUICK_FAILURES);
    return Math.min(ANSWERED_PACE_MS, PACE_MS * GROWTH ** tooMany);
  }

  get #isHurried(): boolean {
    return this.#soughtSince === null || performance.now() - this.#soughtSince < HURRY_MS;
  }
}
