/** Service managers signal every process of a group, and npm passes it on: one wish arrives several times. */
const SAME_SIGNAL_MS = 1_000;
/** People are told and attendance is on the disk within a second or two; a part that hangs must not keep the rest. */
const CLOSE_TIMEOUT_MS = 10_000;

/** What is to end. */
interface Running {
  /** Lets nobody new in and resolves when the last meeting has ended, after `timeoutMs` at the latest. */
  drain(timeoutMs: number): Promise<void>;
  /** Idempotent: whoever calls it waits for the same end. */
  close(): Promise<void>;
}

interface EndingOptions {
  readonly server: Running;
  readonly log: { fatal(fields: object, message: string): void };
  readonly exit: (code: number) => void;
}

/** Ends the process once and in order, for whatever reasons it is to end and however many there are. */
export class Ending {
  readonly #server: Running;
  readonly #log: EndingOptions['log'];
  readonly #exit: EndingOptions['exit'];
  #firstSignalAt: number | null = null;
  #exitCode = 0;
  #closing: Promise<void> | null = null;

  constructor({ server, log, exit }: EndingOptions) {
    this.#server = server;
    this.#log = log;
    this.#exit = exit;
  }

  /** Waits up to `drainMs` for meetings to end. Whoever signals again does not want to wait for them. */
  async bySignal(drainMs: number): Promise<void> {
    const now = performance.now();
    const isRepeated = this.#firstSignalAt !== null;
    if (this.#firstSignalAt !== null && now - this.#firstSignalAt < SAME_SIGNAL_MS) return;
    this.#firstSignalAt ??= now;
    await this.#server.drain(isRepeated ? 0 : drainMs);
    await this.#close();
  }

  /** After an exception that nobody has caught nothing is sure any more, but people are told and what is known is kept. */
  async byFault(error: unknown): Promise<void> {
    this.#log.fatal({ err: error, errorId: crypto.randomUUID() }, 'uncaught exception, the server ends');
    this.#exitCode = 1;
    await this.#close();
  }

  #close(): Promise<void> {
    this.#closing ??= this.#closeOnce();
    return this.#closing;
  }

  async #closeOnce(): Promise<void> {
    const timeout = setTimeout(() => {
      this.#log.fatal({ errorId: crypto.randomUUID() }, 'closing takes too long, the server ends without');
      this.#exit(1);
    }, CLOSE_TIMEOUT_MS);
    try {
      await this.#server.close();
    } catch (error) {
      this.#log.fatal({ err: error, errorId: crypto.randomUUID() }, 'closing failed');
      this.#exitCode = 1;
    }
    clearTimeout(timeout);
    this.#exit(this.#exitCode);
  }
}
