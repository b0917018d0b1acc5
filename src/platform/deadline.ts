/** What was waited for did not come in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

interface DeadlineOptions<T> {
  readonly withinMs: number;
  /** Is given what comes all the same, when nobody waits for it any more. */
  readonly late?: ((result: T) => void) | undefined;
}

/** Errors: DeadlineError, and the work's own while it is waited for. */
export function withDeadline<T>(work: Promise<T>, { withinMs, late }: DeadlineOptions<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new DeadlineError(`no answer within ${withinMs} ms`));
    }, withinMs);
    work.then(
      (result) => {
        clearTimeout(timer);
        if (isLate) late?.(result);
        else resolve(result);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
