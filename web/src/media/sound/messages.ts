import type { Hearing } from '../treatment/sound-note.ts';
import type { FilterState } from './worklet/filter-watch.ts';

// What the page and the thread that makes the sound say to each other.

export const CHAIN = 'tafelrunde-sound';

export interface SoundOrders {
  /** Something filters what is captured, or begins to. */
  readonly hasFilter: boolean;
  /** What is filtered goes out, as soon as there is some. */
  readonly suppress: boolean;
  /** Quiet voices become louder and loud ones quieter. */
  readonly level: boolean;
  /** The system gives nothing of the microphone for now. */
  readonly isHeld: boolean;
}

export interface ChainOrder {
  readonly orders: SoundOrders;
  readonly isNewFilter: boolean;
}

export interface ChainReport {
  readonly hears: Hearing;
  readonly filter: FilterState;
}

/** Comes when something of it has changed, and once at the beginning. */
export type ChainMessage = ChainReport & {
  /** Sound was late again and again since there is this filter. */
  readonly isLate: boolean;
};
