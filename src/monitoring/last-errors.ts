import type { LoggerOptions } from 'pino';

const MAX_REMEMBERED = 20;

/** Of what the log has more to say under the same id; without names, addresses or anything that somebody typed. */
export interface RememberedError {
  readonly errorId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The log line's own words. */
  readonly what: string;
  /** Such as SQLITE_FULL; null without one. */
  readonly code: string | null;
}

/** The last errors that went to the log with an id. */
export class LastErrors {
  readonly #errors: RememberedError[] = [];

  get all(): readonly RememberedError[] {
    return this.#errors;
  }

  /** For pino: looks at each line before it is written. */
  readonly hooks: NonNullable<LoggerOptions['hooks']> = this.#hooks((args) => this.#note(args));

  #hooks(note: (args: readonly unknown[]) => void): NonNullable<LoggerOptions['hooks']> {
    return {
      logMethod(args, method) {
        note(args);
        method.apply(this, args);
      },
    };
  }

  #note([fields, what]: readonly unknown[]): void {
    if (typeof fields !== 'object' || fields === null || !('errorId' in fields)) return;
    if (typeof fields.errorId !== 'string') return;
    const code = 'err' in fields ? codeOf(fields.err) : null;
    this.#errors.push({ errorId: fields.errorId, at: Date.now(), what: typeof what === 'string' ? what : '', code });
    if (this.#errors.length > MAX_REMEMBERED) this.#errors.shift();
  }
}

/** A code is one of a few words in capitals; what is anything else may have been made of what somebody typed. */
function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : null;
}
