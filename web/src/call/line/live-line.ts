import { Latest } from '../../latest.ts';
import { type Failure, failureOf } from '../../session/signaling.ts';

/** About three times a second: characters arrive within half a second (EN 301 549, 6.2.4). */
const INTERVAL_MS = 330;
/** When the typing rests the line is said once more, because the one before may have been lost on the way. */
const REPEAT_AFTER_MS = 1_000;

interface LiveLineOptions {
  /** Once: what is said later takes its place. */
  readonly send: (text: string) => Promise<unknown>;
}

/** Real-time text: says the line that is being typed, as often as others can follow, and always how it is by now. */
export class LiveLine {
  readonly #send: LiveLineOptions['send'];
  #text = '';
  /** What the others see; empty: nothing. Null: nobody knows. */
  #told: string | null = '';
  /** Only the last of what was said matters. */
  readonly #said = new Latest();
  #pause: ReturnType<typeof setTimeout> | null = null;
  #repeat: ReturnType<typeof setTimeout> | null = null;

  constructor({ send }: LiveLineOptions) {
    this.#send = send;
  }

  /** The whole line as it is now. */
  type(text: string): void {
    this.#text = text;
    if (this.#pause === null) this.#tell();
  }

  /** The line goes out as a message, which ends it for the others as well; or there are no others any more. */
  sent(): void {
    this.#stop();
    this.#said.end();
    this.#text = '';
    this.#told = '';
  }

  /** The others no longer see it. */
  giveUp(): void {
    this.#stop();
    this.#text = '';
    this.#say();
  }

  /** The connection is back: what was on its way is lost, and the others may have forgotten the line meanwhile. */
  returned(): void {
    this.#stop();
    if (this.#told !== '') this.#told = null;
    this.#tell();
  }

  #tell(): void {
    if (!this.#say()) return;
    this.#tellIn(INTERVAL_MS);
    if (this.#repeat !== null) clearTimeout(this.#repeat);
    this.#repeat = setTimeout(() => {
      this.#repeat = null;
      if (this.#told !== '') this.#say({ again: true });
    }, REPEAT_AFTER_MS);
  }

  #tellIn(delayMs: number): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#tell();
    }, delayMs);
  }

  /** False: they know it. */
  #say({ again = false } = {}): boolean {
    if (this.#text === this.#told && !again) return false;
    this.#told = this.#text;
    const isLatest = this.#said.begin();
    this.#send(this.#text).catch((error) => {
      if (isLatest()) this.#failed(failureOf(error));
    });
    return true;
  }

  #failed({ code, retryAfterMs }: Failure): void {
    switch (code) {
      case 'OFFLINE':
        this.#told = null;
        return;
      case 'NO_ANSWER':
      case 'RATE_LIMITED':
        this.#told = null;
        this.#tellIn(retryAfterMs ?? REPEAT_AFTER_MS);
        return;
      default:
        // Who may not write is read by nobody.
        this.#told = '';
    }
  }

  #stop(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    if (this.#repeat !== null) clearTimeout(this.#repeat);
    this.#pause = null;
    this.#repeat = null;
  }
}
