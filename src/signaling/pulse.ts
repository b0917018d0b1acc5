import type { EngineConnection } from './engine/engine-connection.ts';

/** Two of the engine's pings unanswered: longer than a hiccup, and soon enough for others to be told within 5 s. */
export const QUIET_AFTER_MS = 4_200;
/** What had arrived while the server itself was busy is looked at first. */
const SECOND_LOOK_MS = 250;

/** Whether anything is heard of a connection, long before it is given up. Ends with it. */
export class Pulse {
  readonly #changed: (isQuiet: boolean) => void;
  #timer: NodeJS.Timeout | undefined;
  #isQuiet = false;

  constructor(connection: Pick<EngineConnection, 'on' | 'once'>, changed: (isQuiet: boolean) => void) {
    this.#changed = changed;
    this.#heard();
    connection.on('packet', () => this.#heard());
    connection.once('close', () => clearTimeout(this.#timer));
  }

  #heard(): void {
    this.#wait(QUIET_AFTER_MS, () => this.#wait(SECOND_LOOK_MS, () => this.#become(true)));
    this.#become(false);
  }

  #wait(delayMs: number, over: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(over, delayMs);
  }

  #become(isQuiet: boolean): void {
    if (isQuiet === this.#isQuiet) return;
    this.#isQuiet = isQuiet;
    this.#changed(isQuiet);
  }
}
