/** About three times a second: characters arrive within half a second (EN 301 549, 6.2.4). */
const INTERVAL_MS = 330;
/** When the typing rests the line is said once more, because the one before may have been lost on the way. */
const REPEAT_AFTER_MS = 1_000;

/** Real-time text: says the line that is being typed, as often as others can follow. */
export class LiveLine {
  readonly #send: (text: string) => void;
  #text = '';
  /** What the others were told last; empty: nothing. */
  #told = '';
  #pause: ReturnType<typeof setTimeout> | null = null;
  #repeat: ReturnType<typeof setTimeout> | null = null;

  constructor({ send }: { readonly send: (text: string) => void }) {
    this.#send = send;
  }

  /** The whole line as it is now. */
  type(text: string): void {
    this.#text = text;
    if (this.#pause === null) this.#tell();
  }

  /** The line was sent as a message, which ends it for the others as well. */
  sent(): void {
    this.#stop();
    this.#text = '';
    this.#told = '';
  }

  /** The others no longer see it. */
  giveUp(): void {
    const shown = this.#told !== '';
    this.sent();
    if (shown) this.#send('');
  }

  #tell(): void {
    if (this.#text === this.#told) return;
    this.#told = this.#text;
    this.#send(this.#text);
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#tell();
    }, INTERVAL_MS);
    if (this.#repeat !== null) clearTimeout(this.#repeat);
    this.#repeat = setTimeout(() => {
      this.#repeat = null;
      if (this.#told !== '') this.#send(this.#told);
    }, REPEAT_AFTER_MS);
  }

  #stop(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    if (this.#repeat !== null) clearTimeout(this.#repeat);
    this.#pause = null;
    this.#repeat = null;
  }
}
