import type { Source } from '../../../../../src/protocol/index.ts';
import type { SoundNote } from '../../treatment/sound-note.ts';
import type { TreatmentProblem } from '../../treatment/treatment.ts';
import type { CaptureProblem } from '../capture.ts';

export type Capture =
  | { readonly is: 'off' }
  | { readonly is: 'starting' }
  | LiveCapture
  | { readonly is: 'failed'; readonly problem: CaptureProblem | TreatmentProblem };

export interface LiveCapture {
  readonly is: 'live';
  /** As captured; what goes out may be made of it. */
  readonly track: MediaStreamTrack;
  /** What is in use, as the browser names it; null for a screen. */
  readonly device: UsedDevice | null;
  /** The system gives no sound or picture of it for now: a phone call, a key that mutes, a lid. */
  readonly isHeld: boolean;
}

export interface UsedDevice {
  readonly id: string;
  readonly label: string;
}

/** What somebody wants of a source, beside what is. */
export interface LocalSource {
  readonly wanted: boolean;
  readonly capture: Capture;
  /** What is done to a microphone's sound before it goes out, and what comes from it; null or none: nothing is known. */
  readonly note?: SoundNote | null;
  /** What goes out of it; null: nothing yet. */
  readonly out?: MediaStreamTrack | null;
}

export type LocalSources = Readonly<Record<Source, LocalSource>>;

export const OFF: LocalSource = { wanted: false, capture: { is: 'off' } };

/** Wanted, and it gives sound or a picture. */
export function isOn({ wanted, capture, out }: LocalSource): boolean {
  return wanted && capture.is === 'live' && !capture.isHeld && out !== null;
}

/** Wanted, and on its way. */
export function isStarting({ wanted, capture, out }: LocalSource): boolean {
  return wanted && (capture.is === 'starting' || (capture.is === 'live' && out === null));
}

/** Of a camera what goes out, as one sees it oneself; null: nothing. */
export function seenOf(camera: LocalSource): MediaStreamTrack | null {
  return isOn(camera) ? (camera.out ?? null) : null;
}

/** What it shows is not its owner, and is no mirror to them. */
export function isFacingAway({ capture }: LocalSource): boolean {
  return capture.is === 'live' && capture.track.getSettings().facingMode === 'environment';
}
