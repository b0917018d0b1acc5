import type { ErrorCode } from '../protocol/codes.ts';

/** HTTP status of each error code, for the REST answers; the signaling sends the code alone. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  ROOM_NOT_FOUND: 404,
  WRONG_PASSWORD: 403,
  PASSWORD_REQUIRED: 403,
  INVITE_INVALID: 403,
  LOBBY_DENIED: 403,
  BANNED: 403,
  ROOM_FULL: 409,
  ROOM_LOCKED: 409,
  ROOM_ENDED: 410,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  BAD_REQUEST: 400,
  TEXT_INVISIBLE: 400,
  RATE_LIMITED: 429,
  TOO_MANY: 429,
  INVALID_STATE: 409,
  RESUME_INVALID: 403,
  MEDIA_UNAVAILABLE: 503,
  SERVER_DRAINING: 503,
  STORAGE_UNAVAILABLE: 503,
  SIGN_IN_FAILED: 401,
  ACCOUNT_UNKNOWN: 403,
  SUBJECT_TAKEN: 409,
  PASSKEY_REFUSED: 401,
  SIGN_ON_UNAVAILABLE: 503,
  CODE_REQUIRED: 401,
  CODE_WRONG: 401,
  SIGNED_OUT: 401,
  LINK_INVALID: 403,
  PASSWORD_WEAK: 400,
  EMAIL_TAKEN: 409,
  NAME_TAKEN: 409,
  COLOUR_FAINT: 400,
  LOGO_INVALID: 400,
  LOGO_TOO_LARGE: 413,
  QUOTA_REACHED: 409,
  SERIES_INVALID: 400,
  CAPACITY_TAKEN: 409,
  ROOM_RESERVED: 409,
  SERVER_FULL: 409,
  MAIL_OFF: 409,
  KEY_REUSED: 422,
  OUTCOME_UNKNOWN: 409,
  TARGET_REFUSED: 400,
  INTERNAL: 500,
};

interface AppErrorOptions {
  readonly cause?: unknown;
  /** For the log and the operator; never sent to a client. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** After how long a limited caller may try again. */
  readonly retryAfterMs?: number;
}

/** An expected failure with a stable code. */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, { cause, details = {}, retryAfterMs }: AppErrorOptions = {}) {
    const { stackTraceLimit } = Error;
    // Thrown by the thousand when somebody floods, and looking where from would take longer than all the rest.
    if (code === 'RATE_LIMITED') Error.stackTraceLimit = 0;
    super(code, cause === undefined ? undefined : { cause });
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Why the server cannot start: one sentence for the operator that says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

export function assertNever(value: never): never {
  throw new AppError('INTERNAL', { details: { unexpected: value } });
}
