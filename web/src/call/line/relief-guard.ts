import type { ScreenCodec } from '../../../../src/protocol/index.ts';

/** What is taken from the pictures of others, so that this device keeps up with the sound: nothing; their size; all but a few. */
export const RELIEFS = ['none', 'small', 'few'] as const;
export type Relief = (typeof RELIEFS)[number];

/** Between two readings. */
export const DECODE_READ_MS = 2_000;

/** How this device came along since the reading before, where it lost nothing on the way; null: that is not known. */
export interface DecodeReading {
  /** Pictures that arrive. */
  readonly pictures: number;
  /** Part of their frames that were not shown. */
  readonly dropped: number | null;
  /** Part of the sound that had to be made up. */
  readonly stutter: number | null;
  /** The processor is at its limits, as far as the browser says it. */
  readonly isPressed: boolean;
  /** Of screens in other codecs than VP8, as `dropped`; those of which nothing can be said are left out. */
  readonly screens?: readonly { readonly codec: ScreenCodec; readonly dropped: number }[];
}

/** Fewer cost little, and their loss would be felt. */
const MANY = 3;
/** From here on one sees that pictures jerk, and hears that sound does. */
const TOO_MUCH_DROPPED = 0.15;
const TOO_MUCH_STUTTER = 0.05;
/** And this, where the processor is at its limits as well. */
const PRESSED_DROPPED = 0.05;
const PRESSED_STUTTER = 0.02;
/** Readings in a row that make it sure: a page that opens takes all there is for a moment. */
const SURE = 3;
/** Good readings before it is tried to give back; twice as many each time that it was too early. */
const FIRST_WAIT = 10;
const MAX_WAIT = 80;
/** Readings after giving back in which it may prove to have been too early. */
const TRIAL = 5;

/** Takes from the pictures what this device does not bear before its sound suffers, and gives it back step by step. */
export class ReliefGuard {
  #relief: Relief = 'none';
  #bad = 0;
  #good = 0;
  #trial = 0;
  #wait = FIRST_WAIT;

  get relief(): Relief {
    return this.#relief;
  }

  /** To be called every DECODE_READ_MS. */
  read(reading: DecodeReading): void {
    this.#trial = Math.max(0, this.#trial - 1);
    if (isTooMuch(reading)) {
      this.#good = 0;
      this.#bad += 1;
      if (this.#bad >= SURE) this.#take();
      return;
    }
    this.#bad = 0;
    this.#good += 1;
    if (this.#relief === 'none') this.#wait = this.#trial > 0 ? this.#wait : FIRST_WAIT;
    else if (this.#good >= this.#wait) this.#giveBack();
  }

  #take(): void {
    if (this.#trial > 0) this.#wait = Math.min(MAX_WAIT, 2 * this.#wait);
    this.#turn(1);
    this.#trial = 0;
  }

  #giveBack(): void {
    this.#turn(-1);
    this.#trial = TRIAL;
  }

  #turn(by: 1 | -1): void {
    this.#relief = RELIEFS[RELIEFS.indexOf(this.#relief) + by] ?? this.#relief;
    [this.#bad, this.#good] = [0, 0];
  }
}

function isTooMuch({ pictures, dropped, stutter, isPressed }: DecodeReading): boolean {
  if (pictures < MANY) return false;
  const [mostDropped, mostStutter] = isPressed
    ? [PRESSED_DROPPED, PRESSED_STUTTER]
    : [TOO_MUCH_DROPPED, TOO_MUCH_STUTTER];
  return (dropped ?? 0) > mostDropped || (stutter ?? 0) > mostStutter;
}
