import type { Source } from '../../../../../src/protocol/index.ts';
import type { SettingsStore } from '../../../settings.ts';
import type { Treat, Treatment } from '../../treatment/treatment.ts';
import type { CaptureSource } from '../capture.ts';
import type { LiveCapture, LocalSource } from './local-source.ts';

interface OutgoingOptions {
  readonly settings: Pick<SettingsStore, 'get'>;
  /** Something of what is done to it is another now. */
  readonly changed: (source: Source, treatment: Treatment) => void;
}

/** What goes out of each source: what is captured, or what is made of that. */
export class Outgoing {
  readonly #options: OutgoingOptions;
  readonly #treats = new Map<Source, Treat>();
  readonly #treatments = new Map<Source, Treatment>();

  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  /** From the next `begin` on. */
  treat(source: CaptureSource, treat: Treat): void {
    this.#treats.set(source, treat);
  }

  treats(source: CaptureSource): boolean {
    return this.#treats.has(source);
  }

  /** This is captured now, or nothing: it is treated, and no other any more. */
  begin(source: Source, captured: MediaStreamTrack | null): void {
    this.#treatments.get(source)?.close();
    this.#treatments.delete(source);
    const treat = this.#treats.get(source);
    if (!treat || captured === null) return;
    const treatment = treat(captured, () => {
      if (this.#treatments.get(source) === treatment) this.#options.changed(source, treatment);
    });
    this.#treatments.set(source, treatment);
  }

  /** Whoever wishes another background shows nothing until that has been loaded. */
  of(source: Source, { track }: LiveCapture): MediaStreamTrack | null {
    const treatment = this.#treatments.get(source);
    if (treatment) return treatment.track;
    return source === 'camera' && this.#options.settings.get().background !== 'none' ? null : track;
  }

  /** Opens or closes it, and says what there is of it. */
  turn(source: Source, live: LiveCapture, wanted: boolean): Required<Pick<LocalSource, 'out' | 'note'>> {
    const treatment = this.#treatments.get(source);
    const out = this.of(source, live);
    // A disabled track carries silence, whatever made it.
    live.track.enabled = wanted && (!treatment?.hides || out === live.track);
    if (out) out.enabled = wanted;
    return { out, note: treatment?.note ?? null };
  }
}
