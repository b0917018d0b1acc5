/** From the beginning of an attempt to that of the next: a meeting waits. */
const PACE_MS = 450;
/** After a refusal or a goodbye by a server that is there, or by a proxy for it: it says so to everybody at once. */
const ANSWERED_PACE_MS = 2_000;
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
/** ... though no longer than until TCP's second try: the first connection comes with a page that loads, and takes its time, ... */
const MOST_WHEN_SILENT_MS = 1_200;
/** ... and now and then more, since the network that is back may be a slower one. TCP's second try falls into the first of these. */
const LONGER = [
  { every: 20, times: 6 },
  { every: 3, times: 2 },
] as const;
/** Where nothing is known yet, and at the most. */
const MOST_PATIENCE_MS = 10_000;
/**
 * The network was heard of, so nothing is swallowed: a server that begins anew, or to which everyone comes at once, takes
 * its time, and who gives up on it early only makes it longer.
 */
const SURE_PATIENCE_MS = 4_000;

/** As long as the server keeps somebody's place; after that nobody is in a hurry. */
const HURRY_MS = 120_000;
const LATER_PACE_MS = 3_000;

/** How often, and how patiently, a server is sought to which there is no connection. */
export class Retries {
  #usualMs: number | null = null;
  #attempts = 0;
  #soughtSince: number | null = null;
  /** Nothing at all was heard in the end. */
  #isSilent = false;
  #begunAt = Number.NEGATIVE_INFINITY;

  /** An attempt begins: how long it may take, in milliseconds. */
  begin(): number {
    this.#begunAt = performance.now();
    this.#soughtSince ??= this.#begunAt;
    this.#attempts += 1;
    if (this.#usualMs === null || !this.#isHurried) return MOST_PATIENCE_MS;
    if (!this.#isSilent) return Math.max(SURE_PATIENCE_MS, USUAL_TIMES * this.#usualMs);
    const usualMs = Math.min(MOST_WHEN_SILENT_MS, USUAL_TIMES * this.#usualMs);
    const longer = LONGER.find(({ every }) => this.#attempts % every === 0)?.times ?? 1;
    return Math.min(MOST_PATIENCE_MS, longer * Math.max(LEAST_PATIENCE_MS, usualMs));
  }

  /** Since the latest attempt began. */
  get ageMs(): number {
    return performance.now() - this.#begunAt;
  }

  /** The connection is lost, or an attempt has failed; `isSilent`: because nothing came, not even a refusal. */
  failed({ isSilent }: { readonly isSilent: boolean }): void {
    this.#isSilent = isSilent;
  }

  connected(): void {
    this.#usualMs = this.ageMs;
    this.#attempts = 0;
    this.#soughtSince = null;
  }

  /** From now until the next attempt. */
  pauseMs({ wasAnswered = false } = {}): number {
    const paceMs = !this.#isHurried ? LATER_PACE_MS : wasAnswered ? ANSWERED_PACE_MS : PACE_MS;
    const scatteredMs = paceMs * (1 + SCATTER * (2 * Math.random() - 1));
    return Math.max(LEAST_PAUSE_MS, wasAnswered ? scatteredMs : scatteredMs - this.ageMs);
  }

  get #isHurried(): boolean {
    return this.#soughtSince === null || performance.now() - this.#soughtSince < HURRY_MS;
  }
}
