import type { SettingsStore } from '../../settings.ts';
import type { Treatment, TreatmentProblem } from '../treatment/treatment.ts';
import { backdropOf } from './backdrops.ts';
import type { OwnPicture } from './own-picture.ts';
import type { MadePicture, PictureMaker } from './picture-maker.ts';

interface PictureTreatmentOptions {
  readonly captured: MediaStreamTrack;
  readonly settings: SettingsStore;
  readonly own: OwnPicture;
  readonly maker: PictureMaker;
  readonly changed: () => void;
}

/**
 * What becomes of a camera's picture before it goes out: another background, where the person wishes one. From then on
 * nothing goes out that is not treated, also while it begins, and when it fails: then the camera is of no use.
 */
export class PictureTreatment implements Treatment {
  readonly note = null;
  readonly isLeftToBrowser = false;
  readonly hides = true;
  readonly #options: PictureTreatmentOptions;
  readonly #unsubscribe: () => void;
  #made: MadePicture | null = null;
  #hasBegun = false;
  #problem: TreatmentProblem | null = null;
  #isClosed = false;
  /** What is behind the person, or on its way there. */
  #backdrop = '';
  #known: MediaStreamTrack | null = null;

  constructor(options: PictureTreatmentOptions) {
    this.#options = options;
    this.#unsubscribe = options.settings.subscribe(() => this.#apply());
    this.#known = this.track;
    this.#apply();
  }

  get track(): MediaStreamTrack | null {
    if (this.#options.settings.get().background === 'none') return this.#options.captured;
    return this.#hasBegun ? (this.#made?.track ?? null) : null;
  }

  get problem(): TreatmentProblem | null {
    return this.#problem;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#unsubscribe();
    this.#end();
  }

  #apply(): void {
    if (this.#isClosed) return;
    if (this.#options.settings.get().background === 'none') {
      this.#end();
      this.#options.maker.end();
    } else {
      this.#begin();
      void this.#putBackdrop();
    }
    this.#tell();
  }

  #begin(): void {
    if (this.#made) return;
    const { maker, captured } = this.#options;
    try {
      const made = maker.open(captured, {
        began: () => {
          if (this.#made !== made) return;
          this.#hasBegun = true;
          this.#tell();
        },
        sized: () => this.#made === made && this.#hasBegun && this.#options.changed(),
        failed: (why) => this.#made === made && this.#fail(why),
      });
      this.#made = made;
    } catch {
      // Told when the one who asks for the treatment has it.
      queueMicrotask(() => this.#fail('unsupported'));
    }
  }

  async #putBackdrop(): Promise<void> {
    const { settings, own, maker } = this.#options;
    const { background: wish } = settings.get();
    if (wish === 'none') return;
    const backdrop = wish === 'own' ? `own ${own.key}` : wish;
    if (backdrop === this.#backdrop) return;
    this.#backdrop = backdrop;
    const loaded = await backdropOf(wish, own);
    if (this.#backdrop === backdrop && !this.#isClosed) maker.setBackdrop(loaded);
    else if (loaded.is === 'picture') loaded.picture.close();
  }

  #end(): void {
    this.#made?.close();
    this.#made = null;
    this.#hasBegun = false;
    this.#backdrop = '';
  }

  #fail(why: TreatmentProblem): void {
    if (this.#isClosed) return;
    this.#end();
    this.#problem = why;
    this.#options.changed();
  }

  #tell(): void {
    const { track } = this;
    if (track === this.#known) return;
    this.#known = track;
    this.#options.changed();
  }
}
