import { Latest } from '../../../latest.ts';
import { CaptureError, type CaptureSource, capture, captureScreen } from '../capture.ts';
import type { Capture } from './local-source.ts';

interface OpeningsOptions {
  /** Which devices, and what is done to their sound, as it is chosen now. */
  readonly settings: () => Parameters<typeof capture>[1];
  readonly opened: (source: CaptureSource, track: MediaStreamTrack) => void;
  readonly failed: (source: CaptureSource, problem: Capture) => void;
}

/** What is being opened: one that was overtaken is thrown away when it comes. */
export class Openings {
  readonly #options: OpeningsOptions;
  readonly #latest = { microphone: new Latest(), camera: new Latest(), screen: new Latest() };

  constructor(options: OpeningsOptions) {
    this.#options = options;
  }

  async open(sources: readonly CaptureSource[]): Promise<void> {
    const { settings, opened, failed } = this.#options;
    const begun = sources.map((source) => ({ source, isLatest: this.#latest[source].begin() }));
    const current = () => begun.filter(({ isLatest }) => isLatest()).map(({ source }) => source);
    try {
      const tracks = await capture(sources, settings());
      for (const track of tracks) {
        const source = track.kind === 'audio' ? 'microphone' : 'camera';
        if (current().includes(source)) opened(source, track);
        else track.stop();
      }
    } catch (error) {
      // One missing device fails the common question: ask for each by itself.
      if (sources.length > 1) await Promise.all(current().map((source) => this.open([source])));
      else for (const source of current()) failed(source, failureOf(error));
    } finally {
      for (const source of current()) this.end(source);
    }
  }

  isOpening(source: CaptureSource): boolean {
    return this.#latest[source].isRunning;
  }

  /** Its picture, and its sound where there is one; a failure; null: overtaken. */
  async openScreen(): Promise<readonly MediaStreamTrack[] | Capture | null> {
    const isLatest = this.#latest.screen.begin();
    try {
      const tracks = await captureScreen();
      if (isLatest()) return tracks;
      for (const track of tracks) track.stop();
      return null;
    } catch (error) {
      return isLatest() ? failureOf(error) : null;
    }
  }

  end(source: CaptureSource | 'screen'): void {
    this.#latest[source].end();
  }
}

function failureOf(error: unknown): Capture {
  return { is: 'failed', problem: error instanceof CaptureError ? error.problem : 'failed' };
}
