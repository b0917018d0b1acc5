import { playOn } from '../../awake.ts';
import { within } from '../waiting.ts';

const LOOK_EVERY_MS = 500;
/** Sound that stands still for so long is not played any more, whatever the browser says of it. */
const STANDING_MS = 900;
/** Some browsers tell a page that nobody looks at only later what is plugged in. */
const LOST_WITHIN_MS = 500;
/** One look shows too little: an output that has died takes a second to be noticed. */
const WHOLE_LOOKS = 6;
/** Nothing is there to play on, or nothing that can: somebody may plug it in. */
const AGAIN_AFTER_MS = [0, 500, 1_000, 2_000, 4_000] as const;
/** What the browser takes for the system's choice. */
const SYSTEM = '';

interface PlayedVoiceOptions {
  readonly audio: HTMLAudioElement;
  readonly track: MediaStreamTrack;
  /** The browser wants a press before it plays. */
  readonly refused: () => void;
  /** What played it is perhaps not there any more. */
  readonly lost: () => Promise<void>;
}

/**
 * Somebody's sound on its way to a loudspeaker. Chromium ends an element whose loudspeaker dies under it (with an error of
 * decoding), and neither another loudspeaker nor `play` wakes it: it must be given its sound anew.
 */
export class PlayedVoice {
  readonly #options: PlayedVoiceOptions;
  readonly #scope = new AbortController();
  readonly #looks: ReturnType<typeof setInterval>;
  readonly #stopWaking: () => void;
  #again: ReturnType<typeof setTimeout> | undefined;
  #sinkId: string = SYSTEM;
  #moved = { to: 0, at: performance.now() };
  #failures = 0;
  /** Failures of which the browser said so. */
  #deaths = 0;
  #wholeLooks = 0;

  constructor(options: PlayedVoiceOptions) {
    this.#options = options;
    const { audio } = options;
    this.#attach();
    audio.addEventListener('error', this.#onDead, { signal: this.#scope.signal });
    this.#looks = setInterval(this.#look, LOOK_EVERY_MS);
    this.#stopWaking = playOn(audio, () => this.play());
  }

  play(): void {
    this.#options.audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#options.refused();
    });
  }

  /** One that cannot be had: what plays goes on playing. */
  turnTo(sinkId: string): void {
    this.#sinkId = sinkId;
    this.#setSink(sinkId);
  }

  close(): void {
    if (this.#scope.signal.aborted) return;
    this.#scope.abort();
    clearInterval(this.#looks);
    clearTimeout(this.#again);
    this.#stopWaking();
    this.#options.audio.srcObject = null;
  }

  #attach(): void {
    this.#options.audio.srcObject = new MediaStream([this.#options.track]);
    this.#moved = { to: 0, at: performance.now() };
    this.#wholeLooks = 0;
  }

  #setSink(sinkId: string): void {
    const { audio } = this.#options;
    if ('setSinkId' in audio) audio.setSinkId(sinkId).catch(() => {});
  }

  readonly #look = (): void => {
    const { audio, track } = this.#options;
    const { currentTime } = audio;
    const now = performance.now();
    if (currentTime !== this.#moved.to) {
      this.#moved = { to: currentTime, at: now };
      this.#wholeLooks += 1;
      if (this.#wholeLooks >= WHOLE_LOOKS) this.#failures = this.#deaths = 0;
    } else if (currentTime > 0 && !audio.paused && track.readyState === 'live' && now - this.#moved.at > STANDING_MS) {
      this.#onLost();
    }
  };

  readonly #onDead = (): void => {
    if (this.#again === undefined) this.#deaths += 1;
    this.#onLost();
  };

  readonly #onLost = (): void => {
    if (this.#again !== undefined) return;
    const wait = AGAIN_AFTER_MS[Math.min(this.#failures, AGAIN_AFTER_MS.length - 1)];
    this.#failures += 1;
    this.#again = setTimeout(() => void this.#playAgain(), wait);
  };

  async #playAgain(): Promise<void> {
    // Whoever looks finds another loudspeaker, if the chosen one is gone.
    await within(this.#options.lost(), LOST_WITHIN_MS, this.#scope.signal).catch(() => {});
    this.#again = undefined;
    if (this.#scope.signal.aborted) return;
    // A chosen one that is there and does not play is no reason to hear nothing; a machine that is busy is none to be heard aloud.
    this.#setSink(this.#deaths > 1 ? SYSTEM : this.#sinkId);
    this.#attach();
    this.play();
  }
}
