import { withDeadline } from '../../../platform/deadline.ts';
import { AppError } from '../../../platform/errors.ts';
import type { AnswerStore } from './ports.ts';
import { type Answer, Seal } from './seal.ts';

/** For so long who asks again waits for the first; longer than anything takes that is well. */
const WAIT_MS = 10_000;
const ASK_AGAIN_MS = 2_000;

interface Asked {
  readonly organiserId: string;
  /** By which the caller came in: 256 random bits. */
  readonly credential: string;
  readonly key: string;
  /** All of what was asked for. */
  readonly content: string;
}

/** Either it was answered before, or it begins now, and is to be settled whatever comes of it. */
export type Begun =
  | { readonly is: 'answered'; readonly answer: Answer }
  /** Null: nothing came of it, and it may begin anew. Never fails. */
  | { readonly is: 'begun'; settle(answer: Answer | null): Promise<void> };

/**
 * What was answered to requests with a key, so that one that is sent again is done once (draft-ietf-httpapi-idempotency-key-header).
 * That one has begun is in the database before anything of it is done, and its answer before it goes out; what it does is
 * committed in between. So when a server ends just there, it is not done a second time, and nobody knows whether it was at all.
 */
export class KeptAnswers {
  readonly #store: AnswerStore;
  readonly #report: (error: unknown) => void;
  readonly #running = new Map<string, Promise<void>>();

  constructor({ store, report }: { store: AnswerStore; report: (error: unknown) => void }) {
    this.#store = store;
    this.#report = report;
  }

  /** Errors: KEY_REUSED for another request; OUTCOME_UNKNOWN while the first goes on, or when it was cut off. */
  async begin({ organiserId, credential, key, content }: Asked): Promise<Begun> {
    const seal = new Seal(credential, key);
    const request = { id: seal.id, organiserId, mark: seal.mark(content) };
    for (let first = this.#running.get(seal.id); first !== undefined; first = this.#running.get(seal.id)) {
      await withDeadline(first, { withinMs: WAIT_MS }).catch((cause) => {
        throw new AppError('OUTCOME_UNKNOWN', { cause, retryAfterMs: ASK_AGAIN_MS });
      });
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running.set(seal.id, promise);
    const end = () => {
      this.#running.delete(seal.id);
      resolve();
    };
    try {
      const known = await this.#store.begin(request);
      if (known === null) return { is: 'begun', settle: (answer) => this.#settle({ seal, organiserId, end }, answer) };
      end();
      if (!known.mark.equals(request.mark)) throw new AppError('KEY_REUSED');
      if (known.answer === null) throw new AppError('OUTCOME_UNKNOWN');
      return { is: 'answered', answer: seal.open(known.answer) };
    } catch (error) {
      end();
      throw error;
    }
  }

  async #settle(
    { seal, organiserId, end }: { seal: Seal; organiserId: string; end: () => void },
    answer: Answer | null,
  ): Promise<void> {
    const { id } = seal;
    try {
      if (answer === null) await this.#store.forget(id);
      else await this.#store.keep({ id, organiserId }, seal.close(answer));
    } catch (error) {
      // What was done is done: the answer goes out all the same.
      this.#report(error);
    } finally {
      end();
    }
  }
}
