/** Of one address or account: a house behind one address, in which all sign in on Monday morning. */
const MAX_EACH = 300;
/** Of all together; each takes about 200 bytes. */
const MAX_ALL = 20_000;

interface Challenge {
  /** Whose answer counts. */
  readonly holder: string;
  readonly from: string;
  readonly until: number;
}

interface ChallengesOptions {
  /** How long an answer may take. */
  readonly forMs: number;
  readonly maxEach?: number;
  readonly maxAll?: number;
}

/** What was begun in somebody's browser and is not ended yet: each counts once, and for its holder alone. Oldest first out. */
export class Challenges {
  readonly #options: Required<ChallengesOptions>;
  /** In the order in which they end. */
  readonly #open = new Map<string, Challenge>();
  readonly #from = new Map<string, Set<string>>();

  constructor({ forMs, maxEach = MAX_EACH, maxAll = MAX_ALL }: ChallengesOptions) {
    this.#options = { forMs, maxEach, maxAll };
  }

  get size(): number {
    return this.#open.size;
  }

  /** `from`: for what there are so many at most. */
  add(challenge: string, { holder, from }: { holder: string; from: string }): void {
    for (const [each, { until }] of this.#open) {
      if (until > Date.now()) break;
      this.#forget(each);
    }
    const theirs = this.#from.get(from) ?? new Set();
    this.#from.set(from, theirs.add(challenge));
    this.#open.set(challenge, { holder, from, until: Date.now() + this.#options.forMs });
    if (theirs.size > this.#options.maxEach) this.#forgetFirst(theirs);
    if (this.#open.size > this.#options.maxAll) this.#forgetFirst(this.#open.keys());
  }

  /** Whether it was asked of this holder, and is not over. Uses it up. */
  take(challenge: string, holder: string): boolean {
    const kept = this.#open.get(challenge);
    if (kept?.holder !== holder) return false;
    this.#forget(challenge);
    return kept.until > Date.now();
  }

  clear(): void {
    this.#open.clear();
    this.#from.clear();
  }

  #forgetFirst(challenges: Iterable<string>): void {
    const [first] = challenges;
    if (first !== undefined) this.#forget(first);
  }

  #forget(challenge: string): void {
    const from = this.#open.get(challenge)?.from;
    this.#open.delete(challenge);
    if (from === undefined) return;
    const theirs = this.#from.get(from);
    theirs?.delete(challenge);
    if (theirs?.size === 0) this.#from.delete(from);
  }
}
