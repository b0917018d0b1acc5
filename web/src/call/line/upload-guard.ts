import type { Bearing } from '../../../../src/protocol/index.ts';
import { SlowAnswers } from './slow-answers.ts';

/** Between two readings of the way up. What is counted here are readings, so that a page that slept judges nothing. */
export const UPLOAD_READ_MS = 1_000;

/** What is sent of one's own camera, from all of it to nothing. Each step is less for the way up to bear. */
export const CAMERA_STEPS = ['full', 'small', 'slow', 'none'] as const;
export type CameraStep = (typeof CAMERA_STEPS)[number];

/** One look at the way up; null: this browser does not say it, or there was nothing to count. */
export interface UploadReading {
  /** Bits per second that the browser takes the way up to bear. */
  readonly estimate: number | null;
  /** The same that it sends. */
  readonly sent?: number | null;
  /** Part of the packets that did not arrive, of sound and pictures together. */
  readonly loss: number | null;
  /** Of an answer since the reading before. */
  readonly roundTripMs: number | null;
  /** Nobody is shown more of one's camera than its smallest stream, and no other is sent. */
  readonly isLeastWanted?: boolean;
}

/**
 * Bits per second below which a step is too much. A voice takes 40,000 with its headers; the smallest picture 120,000, or
 * 50,000 with few frames; and the browser's estimate of a way that is not filled goes no higher than half above what is sent.
 */
const LEAST_FOR: Readonly<Record<CameraStep, number>> = { full: 300_000, small: 140_000, slow: 80_000, none: 0 };
/** Where no more than the smallest is asked for. */
const LEAST_FOR_LEAST: typeof LEAST_FOR = { ...LEAST_FOR, full: LEAST_FOR.small };
/** A way that is taken to bear more than this times what is sent is not filled. */
const FILLED = 1.25;
/** Part of the packets from which a voice is hard to follow, error correction and all (as the server's own guard takes it). */
const TOO_MUCH_LOST = 0.15;
/** Readings in a row that make it sure: one may be a hiccup. */
const SURE = 3;
/** Readings from a step up on, and from the beginning, in which the estimate may still climb: by some 8 % a second. */
const CLIMB = 10;
/** Readings after a step up in which it may prove to have been too early. */
const TRIAL = CLIMB + SURE;
/** Good readings before the next step up; twice as many each time that it was too early. */
const FIRST_WAIT = 12;
const MAX_WAIT = 96;

/**
 * Takes from one's own camera what the way up does not bear: the large layers first, then frames, then all of it. The
 * voice is never touched. It comes back step by step, by trying: a way that is not filled cannot be measured.
 */
export class UploadGuard {
  #step: CameraStep = 'full';
  #climbing = CLIMB;
  #trial = 0;
  #bad = 0;
  #good = 0;
  /** Readings in a row whose estimate is too low. */
  #low = 0;
  #isLeastWanted = false;
  #wait = FIRST_WAIT;
  readonly #answers = new SlowAnswers();

  get step(): CameraStep {
    return this.#step;
  }

  /**
   * As the others are told; a picture that is only smaller is nobody's concern. One that comes back is no good news before
   * it has proved to be borne: else whoever is on the brink would be told so again and again.
   */
  get upload(): Bearing {
    switch (this.#step) {
      case 'none':
        return 'held';
      case 'slow':
        return 'weak';
      case 'small':
        return this.#trial > 0 ? 'weak' : 'good';
      default:
        return 'good';
    }
  }

  /** To be called every UPLOAD_READ_MS while the camera is wanted. */
  read(reading: UploadReading): void {
    const isLeastWanted = reading.isLeastWanted ?? false;
    if (this.#isLeastWanted && !isLeastWanted) this.#climbing = CLIMB;
    this.#isLeastWanted = isLeastWanted;
    this.#climbing = Math.max(0, this.#climbing - 1);
    this.#trial = Math.max(0, this.#trial - 1);
    this.#answers.read(reading.roundTripMs);
    const fitting = this.#fitting(reading);
    if (this.#isOverfull(reading)) this.#good = 0;
    if (isBelow(fitting, this.#step)) {
      this.#good = 0;
      this.#bad += 1;
      if (this.#bad >= SURE) this.#lower(fitting);
      return;
    }
    this.#bad = 0;
    this.#good += 1;
    if (this.#trial > 0) return;
    if (this.#step === 'full') this.#wait = FIRST_WAIT;
    else if (this.#good >= this.#wait) this.#raise();
  }

  /** Somebody does not want to wait until it is tried again. */
  tryNow(): void {
    if (this.#step === 'none') this.#raise();
  }

  /** Another way, or another wish: nothing is known of it. */
  begin(): void {
    this.#answers.begin();
    this.#step = 'full';
    this.#climbing = CLIMB;
    this.#trial = 0;
    this.#bad = 0;
    this.#good = 0;
    this.#low = 0;
    this.#wait = FIRST_WAIT;
  }

  /** The step that this reading bears; where it says nothing of that, the one that there is. */
  #fitting(reading: UploadReading): CameraStep {
    const byEstimate = this.#byEstimate(reading);
    const byLoss = this.#isOverfull(reading) ? below(this.#step) : this.#step;
    return isBelow(byEstimate, byLoss) ? byEstimate : byLoss;
  }

  /**
   * Of so little as the smallest picture alone one hiccup takes the estimate below what that needs, whatever the way bears:
   * there it counts only where what is sent fills it, and when it has had the time to climb.
   */
  #byEstimate({ estimate, sent = null, isLeastWanted = false }: UploadReading): CameraStep {
    // What carries nothing but a voice is not measured any further.
    if (estimate === null || this.#climbing > 0 || this.#step === 'none') return this.#step;
    const least = isLeastWanted ? LEAST_FOR_LEAST : LEAST_FOR;
    const borne = CAMERA_STEPS.find((step) => estimate >= least[step]) ?? 'none';
    const isFilled = sent === null || estimate <= FILLED * sent;
    this.#low = isBelow(borne, this.#step) && isFilled ? this.#low + 1 : 0;
    return isLeastWanted && this.#low <= CLIMB ? this.#step : borne;
  }

  #isOverfull(reading: UploadReading): boolean {
    return isMuchLost(reading) || this.#answers.areSlow;
  }

  #lower(step: CameraStep): void {
    this.#answers.begin();
    if (this.#trial > 0) this.#wait = Math.min(MAX_WAIT, this.#wait * 2);
    this.#step = step;
    this.#trial = 0;
    this.#bad = 0;
    this.#low = 0;
  }

  #raise(): void {
    this.#answers.begin();
    this.#step = above(this.#step);
    this.#climbing = CLIMB;
    this.#trial = TRIAL;
    this.#good = 0;
    this.#bad = 0;
    this.#low = 0;
  }
}

export function isMuchLost({ loss }: UploadReading): boolean {
  return (loss ?? 0) > TOO_MUCH_LOST;
}

function isBelow(one: CameraStep, other: CameraStep): boolean {
  return CAMERA_STEPS.indexOf(one) > CAMERA_STEPS.indexOf(other);
}

function below(step: CameraStep): CameraStep {
  return CAMERA_STEPS[CAMERA_STEPS.indexOf(step) + 1] ?? 'none';
}

function above(step: CameraStep): CameraStep {
  return CAMERA_STEPS[CAMERA_STEPS.indexOf(step) - 1] ?? 'full';
}
