/**
 * Whether the pictures of the others get through to one: `weak`, some of them do not; `long`, and for so long that sound
 * alone may be the better choice.
 */
export type Download = 'good' | 'weak' | 'long';

/** What mends itself sooner is worth no word; the picture itself says it at once. */
export const WEAK_AFTER_MS = 3_000;
/** A line on the brink comes and goes: it is good when it has been for this long. */
export const GOOD_AFTER_MS = 10_000;
/** Since it became weak. */
export const LONG_AFTER_MS = 60_000;

/** Says in what state one's way down is without flapping. Its timers end with `close`. */
export class DownloadWatch {
  readonly #changed: (download: Download) => void;
  #download: Download = 'good';
  #isWeak = false;
  #turn: ReturnType<typeof setTimeout> | null = null;
  #long: ReturnType<typeof setTimeout> | null = null;

  constructor(changed: (download: Download) => void) {
    this.#changed = changed;
  }

  /** Whether some picture that is shown does not get through now. */
  set(isWeak: boolean): void {
    if (isWeak === this.#isWeak) return;
    this.#isWeak = isWeak;
    if (this.#turn !== null) clearTimeout(this.#turn);
    this.#turn = null;
    if (isWeak === (this.#download !== 'good')) return;
    this.#turn = setTimeout(
      () => {
        this.#turn = null;
        if (isWeak) this.#weaken();
        else this.#become('good');
      },
      isWeak ? WEAK_AFTER_MS : GOOD_AFTER_MS,
    );
  }

  /** Something else is asked of the way down, of which nothing is known. */
  begin(): void {
    this.close();
    this.#isWeak = false;
    if (this.#download !== 'good') this.#become('good');
  }

  /** Idempotent. */
  close(): void {
    if (this.#turn !== null) clearTimeout(this.#turn);
    if (this.#long !== null) clearTimeout(this.#long);
    this.#turn = null;
    this.#long = null;
  }

  #weaken(): void {
    this.#become('weak');
    this.#long = setTimeout(() => {
      this.#long = null;
      this.#become('long');
    }, LONG_AFTER_MS);
  }

  #become(download: Download): void {
    if (download === 'good' && this.#long !== null) clearTimeout(this.#long);
    if (download === 'good') this.#long = null;
    this.#download = download;
    this.#changed(download);
  }
}
