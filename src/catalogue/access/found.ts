import { AppError } from '../../platform/errors.ts';

/** Errors: NOT_FOUND for null. */
export function foundOrThrow<T>(found: T | null): T {
  if (found === null) throw new AppError('NOT_FOUND');
  return found;
}
