import { withDeadline } from '../platform/deadline.ts';

/** A worker answers within milliseconds. One that hangs is replaced before this is over; this is for all else. */
const ANSWER_WITHIN_MS = 7_000;

interface AnswerOptions<T> {
  readonly withinMs?: number;
  readonly late?: ((answer: T) => void) | undefined;
}

/** Every request to a worker goes through here, so that none waits for ever. Errors: DeadlineError, the request's own. */
export function answered<T>(
  request: Promise<T>,
  { withinMs = ANSWER_WITHIN_MS, late }: AnswerOptions<T> = {},
): Promise<T> {
  return withDeadline(request, { withinMs, late });
}
