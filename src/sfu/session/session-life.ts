import { AppError } from '../../platform/errors.ts';
import { answered } from '../answers.ts';
import { toUnavailable } from '../worker/mediasoup-errors.ts';

/** A session is open until its owner closes it or it is lost with its worker; what is asked of it meanwhile says which. */
export class SessionLife {
  #state: 'open' | 'closed' | 'lost' = 'open';

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** False when it has ended already. */
  end(how: 'closed' | 'lost'): boolean {
    if (!this.isOpen) return false;
    this.#state = how;
    return true;
  }

  /** Errors: INVALID_STATE when it was closed, MEDIA_UNAVAILABLE when it was lost. */
  assertOpen(): void {
    if (!this.isOpen) throw this.closedError();
  }

  closedError(cause?: unknown): AppError {
    return new AppError(this.#state === 'lost' ? 'MEDIA_UNAVAILABLE' : 'INVALID_STATE', { cause });
  }

  /**
   * A request to the worker; one that fails because the session ended meanwhile says so. `late`: for an answer that
   * comes when nobody waits for it any more. Errors: as assertOpen and toUnavailable.
   */
  async request<T>(request: Promise<T>, late?: (answer: T) => void): Promise<T> {
    try {
      return await answered(request, late ? { late } : {});
    } catch (error) {
      throw this.isOpen ? toUnavailable(error) : this.closedError(error);
    }
  }
}
