import type { SoundNote } from './sound-note.ts';

/** Why a track cannot be treated, where it may not go out as it is. */
export type TreatmentProblem = 'slow' | 'unsupported';

/** What is done to a captured track before it goes out, for as long as that track is captured. */
export interface Treatment {
  /** What goes out: made of the captured track, or that itself; null: nothing yet. */
  readonly track: MediaStreamTrack | null;
  /** What the person is told of it. */
  readonly note: SoundNote | null;
  /** Nothing is done here, and the browser is to do what it can. */
  readonly isLeftToBrowser: boolean;
  /** Nobody is to get what is captured, not even one frame: it is switched off while it is not what goes out. */
  readonly hides?: boolean;
  /** It cannot be done, and its source is of no use then. */
  readonly problem?: TreatmentProblem | null;
  /** Lets go of all that it has made; the captured track is not its own. */
  close(): void;
}

/** Begins to treat a captured track; `changed`: something of the treatment is another now. */
export type Treat = (captured: MediaStreamTrack, changed: () => void) => Treatment;
