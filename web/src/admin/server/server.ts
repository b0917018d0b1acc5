import { z } from 'zod';
import { CONFIRM_SECOND_FACTOR, MEANT_HEADER } from '../../../../src/protocol/accounts/accounts.ts';
import { API_PATH, IDEMPOTENCY_KEY } from '../../../../src/protocol/api/base.ts';
import { ERROR_CODES } from '../../../../src/protocol/codes.ts';
import { randomText } from '../../random.ts';
import { type Failure, RequestError } from '../../session/signaling.ts';

const KEY_BYTES = 16;

/** A password's hash takes its turn among others'. */
const ANSWER_WITHIN_MS = 15_000;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Asked<T> {
  /** Of what is sent, as JSON; a file goes as it is. */
  readonly body?: object;
  /** What must come back; what else comes is left out. */
  readonly answer: z.ZodType<T>;
  /** More that goes with it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whoever asked has gone. */
  readonly signal?: AbortSignal;
}

const codeSchema = z.enum(ERROR_CODES);
const failureSchema = z.union([
  z.object({ error: z.object({ code: codeSchema }) }).transform(({ error }) => error.code),
  // Problem details (RFC 9457).
  z.object({ code: codeSchema }).transform(({ code }) => code),
]);

/** An answer in which there is nothing to read. */
export const nothing = z.unknown().transform(() => null);

/** What this page asks of the server it came from, in the name of who is signed in. */
export class Server {
  readonly #fetch: typeof fetch;
  readonly #onSignedOut: () => void;
  /** What was asked for last, while no answer was heard: asked once more, it is the same request, and made once. */
  #unanswered: { readonly asked: string; readonly key: string } | null = null;
  readonly #meant: () => string | null;

  /** `onSignedOut`: whoever this page is for is not signed in in this browser any more; `meant`: who that is, by id. */
  constructor({
    onSignedOut,
    meant,
    fetch: fetchIt = (...given) => fetch(...given),
  }: {
    onSignedOut: () => void;
    meant: () => string | null;
    fetch?: typeof fetch;
  }) {
    this.#onSignedOut = onSignedOut;
    this.#meant = meant;
    this.#fetch = fetchIt;
  }

  /** Errors: RequestError with the server's code, OFFLINE, NO_ANSWER, or INTERNAL for what cannot be read. */
  async ask<T>(method: Method, path: string, { body, answer, headers = {}, signal }: Asked<T>): Promise<T> {
    const keyed = method === 'POST' && knowsKeys(path) ? this.#keyFor(path, body) : null;
    const key = keyed && { [IDEMPOTENCY_KEY]: keyed.key };
    const response = await this.#send(method, path, { body, headers: { ...headers, ...key }, signal });
    const text = await response.text().catch(() => {
      throw new RequestError({ code: 'OFFLINE' });
    });
    // A proxy that gave up on it has not heard what came of it.
    if (response.status < 500 && this.#unanswered === keyed) this.#unanswered = null;
    const read = parsed(text);
    if (!response.ok) {
      const failure = failureOf(response, read);
      if (failure.code === 'SIGNED_OUT') this.#onSignedOut();
      throw new RequestError(failure);
    }
    const answered = answer.safeParse(read);
    if (!answered.success) throw new RequestError({ code: 'INTERNAL' });
    return answered.data;
  }

  #keyFor(path: string, body: object | undefined) {
    const asked = JSON.stringify([path, body]);
    if (this.#unanswered?.asked !== asked) this.#unanswered = { asked, key: `"${randomText(KEY_BYTES)}"` };
    return this.#unanswered;
  }

  async #send(
    method: Method,
    path: string,
    {
      body,
      headers,
      signal,
    }: { body: object | undefined; headers: Readonly<Record<string, string>>; signal: AbortSignal | undefined },
  ): Promise<Response> {
    const meant = this.#meant();
    const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
    try {
      return await this.#fetch(path, {
        method,
        headers: {
          accept: 'application/json',
          ...(body ? { 'content-type': body instanceof Blob ? body.type : 'application/json' } : {}),
          ...(meant === null ? {} : { [MEANT_HEADER]: meant }),
          ...headers,
        },
        ...(body ? { body: body instanceof Blob ? body : JSON.stringify(body) } : {}),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
    } catch {
      throw new RequestError({ code: deadline.aborted ? 'NO_ANSWER' : 'OFFLINE' });
    }
  }
}

function knowsKeys(path: string): boolean {
  return path.startsWith(API_PATH) || path === CONFIRM_SECOND_FACTOR;
}

function failureOf(response: Response, read: unknown): Failure & { readonly problem: unknown } {
  const seconds = Number(response.headers.get('retry-after'));
  return {
    code: failureSchema.safeParse(read).data ?? 'INTERNAL',
    ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}),
    problem: read,
  };
}

/** What the server has said of a failure beside its code, for whoever knows its schema. */
export function problemOf(failure: Failure): unknown {
  return 'problem' in failure ? failure.problem : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
