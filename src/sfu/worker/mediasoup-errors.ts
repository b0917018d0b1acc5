import { errors } from 'mediasoup';
import { DeadlineError } from '../../platform/deadline.ts';
import { AppError } from '../../platform/errors.ts';

/** A request to a worker failed because the worker is gone, or as good as that. */
export function isWorkerGone(error: unknown): boolean {
  return error instanceof errors.WorkerClosedError || error instanceof DeadlineError;
}

/** What came from a client cannot be used, or no longer exists. */
export function isUnusable(error: unknown): boolean {
  return error instanceof errors.UnsupportedError || error instanceof errors.NotFoundError;
}

/** For requests that carry a client's parameters: what the worker refuses there is the client's doing. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError(isWorkerGone(cause) ? 'MEDIA_UNAVAILABLE' : 'BAD_REQUEST', { cause });
}

/** For requests that hold nothing of a client's. */
export function toUnavailable(cause: unknown): AppError {
  return cause instanceof AppError ? cause : new AppError('MEDIA_UNAVAILABLE', { cause });
}
