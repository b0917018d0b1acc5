import { AppError } from '../platform/errors.ts';
import type { ErrorCode } from '../protocol/index.ts';
import { isCommandName } from './command-names.ts';

/** What signaling needs of the log. */
export interface Log {
  debug(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Refusal {
  readonly code: ErrorCode;
  readonly retryAfterMs?: number;
}

/** The acknowledgement of one command. */
export type Answer = (reply: { ok: true; data: object } | { ok: false; error: Refusal }) => void;

/** Why a command was refused, for who sent it: a code; the cause goes to the log. */
export class Refusals {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** `command`: as it was sent, which may be anything. */
  of(error: unknown, command: unknown): Refusal {
    if (error instanceof AppError) {
      const { code, details, retryAfterMs } = error;
      // What the operator must mend is said whatever the log's level.
      if (code === 'STORAGE_UNAVAILABLE') {
        this.#log.error({ err: error, errorId: crypto.randomUUID(), command }, 'nothing can be stored');
      }
      this.#log.debug({ code, details, command: isCommandName(command) ? command : 'unknown' }, 'command refused');
      return retryAfterMs === undefined ? { code } : { code, retryAfterMs };
    }
    this.#log.error({ err: error, errorId: crypto.randomUUID(), command }, 'command failed');
    return { code: 'INTERNAL' };
  }
}

export function tooFast(retryAfterMs: number): Parameters<Answer>[0] {
  return { ok: false, error: { code: 'RATE_LIMITED', retryAfterMs } };
}
