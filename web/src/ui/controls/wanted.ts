import { Latest } from '../../latest.ts';

/** What a switch shows of something that the server decides: what was wanted last until that is answered, then what is. */
export class Wanted<T> {
  readonly #presses = new Latest();
  readonly #changed: (wanted: T | null) => void;

  /** `changed`: is told what is wanted; null: nothing else than what is. */
  constructor(changed: (wanted: T | null) => void) {
    this.#changed = changed;
  }

  /** `send` resolves when the server has answered, whatever it answered. */
  async press(wanted: T, send: (wanted: T) => Promise<unknown>): Promise<void> {
    const isLatest = this.#presses.begin();
    this.#changed(wanted);
    await send(wanted);
    // Pressed again meanwhile, what was wanted last is still on its way.
    if (isLatest()) this.#changed(null);
  }
}
