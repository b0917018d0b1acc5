/** More than so many at once nobody can follow, be it voices or noise; up to so many everything is sent. */
export const FEW = 6;
/** In intervals of the observer, about 2 s: who has just begun is never held back, whoever is louder. */
export const LASTING_INTERVALS = 7;
/** A bad line delivers in bursts, and an interval without sound is no silence yet. */
export const MISSED_INTERVALS = 2;
/** So much louder another has to be, so that those who are about equally loud do not take turns. */
const CLEARLY_DB = 6;
/** And so much louder than it was itself: a word begins like this, and no noise that lasts. */
const BEGINS_DB = 10;
/** Music chosen to be heard as it is: a quiet instrument comes before the talk of others. */
const MUSIC_DB = 20;
/** Each costs a request for everyone in the room: 48 x 4 are done within milliseconds. */
const HELD_AT_ONCE = 4;

interface Heard {
  readonly id: string;
  /** dBov (RFC 6464), of the interval. */
  readonly volume: number;
}

interface Sounding {
  level: number;
  intervals: number;
  missed: number;
}

interface LoudestOptions {
  /** The chair's, and of who has the floor. */
  readonly mustBeHeard: (producerId: string) => boolean;
  readonly isMusic: (producerId: string) => boolean;
  readonly changed: (producerId: string, isHeldBack: boolean) => void;
}

/**
 * Of many microphones that bring sound without pause the few loudest are sent. A microphone at rest is never held back,
 * so nobody who begins to speak loses a syllable; one that is held back is listened to, packet by packet (`rises`).
 */
export class Loudest {
  readonly #options: LoudestOptions;
  readonly #sounding = new Map<string, Sounding>();
  readonly #held = new Set<string>();
  /** Of the quietest that is sent, while there are more than a few. */
  #bar = 0;

  constructor(options: LoudestOptions) {
    this.#options = options;
  }

  isHeldBack(producerId: string): boolean {
    return this.#held.has(producerId);
  }

  /** All microphones that brought sound in the interval. */
  heard(volumes: readonly Heard[]): void {
    const sounding = new Map(volumes.map(({ id, volume }) => [id, volume]));
    for (const [id, known] of [...this.#sounding]) {
      if (sounding.has(id)) continue;
      known.missed += 1;
      if (known.missed > MISSED_INTERVALS || volumes.length === 0) this.forget(id);
    }
    for (const [id, volume] of sounding) {
      const before = this.#sounding.get(id);
      // Smoothed: a pause between two words is no reason.
      const level = before ? (before.level + volume) / 2 : volume;
      this.#sounding.set(id, { level, intervals: (before?.intervals ?? 0) + 1, missed: 0 });
    }
    const ranked = [...this.#sounding].map(([id]) => ({ id, rank: this.#rankOf(id) })).sort((a, b) => b.rank - a.rank);
    this.#bar = this.#sounding.get(ranked[FEW - 1]?.id ?? '')?.level ?? 0;
    for (const { id } of ranked.slice(0, FEW)) this.#release(id);
    let turns = HELD_AT_ONCE;
    for (const { id, rank } of ranked.slice(FEW).reverse()) {
      if (rank === Number.POSITIVE_INFINITY) this.#release(id);
      else if (turns > 0 && this.#hold(id)) turns -= 1;
    }
  }

  /** Of one that is held back, as each packet says it in dBov: it is sent again as soon as somebody speaks into it. */
  rises(id: string, level: number): void {
    if (!this.#held.has(id) || !this.#isWord(id, level)) return;
    // As somebody who has just begun.
    this.#sounding.set(id, { level, intervals: 0, missed: 0 });
    this.#release(id);
  }

  /** Among voices that are about as loud as each other nobody is clearly louder than the rest, only than before. */
  #isWord(id: string, level: number): boolean {
    const before = this.#sounding.get(id)?.level ?? Number.NEGATIVE_INFINITY;
    return level > this.#bar + CLEARLY_DB || (level >= this.#bar && level > before + BEGINS_DB);
  }

  /** It is silent, or gone. */
  forget(id: string): void {
    this.#sounding.delete(id);
    this.#release(id);
  }

  #rankOf(id: string): number {
    const { mustBeHeard, isMusic } = this.#options;
    if (mustBeHeard(id)) return Number.POSITIVE_INFINITY;
    const level = this.#sounding.get(id)?.level ?? Number.NEGATIVE_INFINITY;
    return level + (this.#held.has(id) ? 0 : CLEARLY_DB) + (isMusic(id) ? MUSIC_DB : 0);
  }

  #hold(id: string): boolean {
    if (this.#held.has(id) || (this.#sounding.get(id)?.intervals ?? 0) < LASTING_INTERVALS) return false;
    this.#held.add(id);
    this.#options.changed(id, true);
    return true;
  }

  #release(id: string): void {
    if (this.#held.delete(id)) this.#options.changed(id, false);
  }
}
