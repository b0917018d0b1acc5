import { assertNever } from '../platform/errors.ts';
import { Scope, Timer } from '../platform/scope.ts';
import { Unkept, waitFor } from '../platform/unkept.ts';
import type { WebhookFailure } from '../protocol/webhooks.ts';
import type { DeliveryOutcome, DeliveryStore, DueDelivery, WebhookTransport } from './ports.ts';
import { signedHeaders } from './signature.ts';

/** For what another program has put there, and what waits for its time. */
const LOOK_EVERY_MS = 10_000;
/** Targets; each is told one thing at a time, so that none holds up the others. */
const AT_ONCE = 8;
/** Standard Webhooks: 15 to 30 seconds. */
const ANSWER_WITHIN_MS = 15_000;
/** What goes when the server ends has so long to arrive. */
const LET_GO_MS = 3_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** After the first attempt, the second ...; then again and again the last. */
const AGAIN_MS: readonly number[] = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS];
/** Of a target at which all fails; one that takes other things waits for none. */
const PAUSES_MS: readonly number[] = [0, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS];
/** Nobody looks after a target at which nothing has arrived for so long, and so often. */
const DISABLE_AFTER_MS = 5 * 24 * HOUR_MS;
const DISABLE_AFTER_FAILURES = 12;

interface DispatchOptions {
  readonly store: DeliveryStore;
  readonly transport: WebhookTransport;
  readonly log: { warn(what: object, words: string): void };
  /** It is kept that nothing goes there any more. Never fails. */
  readonly disabled?: (webhookId: string) => Promise<void>;
  /** For what could not be kept, on a full disk say; it is tried again. */
  readonly report: (error: unknown) => void;
}

/**
 * Tells targets what is to be told, for a server that is alone on its database. What was cut off by a crash goes once more
 * under the same `webhook-id`, by which receivers know it.
 */
export class WebhookDispatch {
  readonly #options: DispatchOptions;
  readonly #scope = new Scope();
  readonly #look = new Timer(this.#scope);
  readonly #aborting = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #unkept: Unkept;
  #round: Promise<void> | null = null;
  #woken = Promise.withResolvers<void>();

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#unkept = new Unkept(options);
  }

  async start(): Promise<void> {
    await this.#options.store.release();
    this.wake();
  }

  /** There may be something to tell. */
  wake(): void {
    if (this.#scope.closed) return;
    this.#woken.resolve();
    this.#round ??= this.#tellAll()
      .catch(this.#options.report)
      .finally(() => {
        this.#round = null;
        this.#look.start(LOOK_EVERY_MS, () => this.wake());
      });
  }

  /** Idempotent. */
  async close(): Promise<void> {
    if (this.#scope.closed) return;
    this.#scope.close();
    this.#woken.resolve();
    const timer = setTimeout(() => this.#aborting.abort(), LET_GO_MS);
    await this.#round;
    await Promise.all(this.#underWay);
    clearTimeout(timer);
  }

  async #tellAll(): Promise<void> {
    while (!this.#scope.closed) {
      this.#woken = Promise.withResolvers();
      await this.#unkept.keepAll();
      const free = AT_ONCE - this.#underWay.size;
      const due = free > 0 ? await this.#options.store.claim(free) : [];
      for (const delivery of due) this.#begin(delivery);
      if (this.#underWay.size === 0) return;
      await Promise.race([this.#woken.promise, ...this.#underWay]);
    }
  }

  #begin(delivery: DueDelivery): void {
    const telling = this.#tell(delivery)
      .catch(this.#options.report)
      .finally(() => this.#underWay.delete(telling));
    this.#underWay.add(telling);
  }

  async #tell(delivery: DueDelivery): Promise<void> {
    const { store, log, disabled } = this.#options;
    const outcome = await this.#attempt(delivery);
    if (outcome.is === 'failed' && outcome.disables) {
      log.warn({ webhook: delivery.webhook.id }, 'a webhook was switched off: nothing arrives there any more');
    }
    await this.#unkept.keep(delivery.id, async () => {
      await store.settle(delivery, outcome);
      if (outcome.is === 'failed' && outcome.disables) await disabled?.(delivery.webhook.id);
    });
  }

  async #attempt({ id, payload, webhook, giveUpAt, ...delivery }: DueDelivery): Promise<DeliveryOutcome> {
    const at = Date.now();
    if (at >= giveUpAt) {
      const never = { againAt: null, pausedUntil: null, disables: false };
      return { is: 'failed', failure: 'too-late', status: null, ...never };
    }
    const { url, secret } = webhook;
    const signal = AbortSignal.any([this.#aborting.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const headers = signedHeaders({ id, secret, payload, at });
    const attempt = await this.#options.transport.send({ url, headers, body: payload, signal });
    switch (attempt.is) {
      case 'answered': {
        const { status } = attempt;
        if (status >= 200 && status < 300) return { is: 'delivered', status };
        return failed({ ...delivery, webhook, failure: status === 410 ? 'gone' : 'refused', status });
      }
      case 'unreached':
        return failed({ ...delivery, webhook, failure: attempt.failure, status: null });
      default:
        return assertNever(attempt);
    }
  }
}

/** A test is tried once, and says nothing of the target. */
function failed({
  event,
  attempts,
  webhook: { failures, failingSince },
  failure,
  status,
}: Pick<DueDelivery, 'event' | 'attempts' | 'webhook'> & {
  failure: WebhookFailure;
  status: number | null;
}): DeliveryOutcome {
  if (event === 'webhook.test') {
    return { is: 'failed', failure, status, againAt: null, pausedUntil: null, disables: false };
  }
  const now = Date.now();
  const isForsaken =
    failures + 1 >= DISABLE_AFTER_FAILURES && failingSince !== null && now - failingSince >= DISABLE_AFTER_MS;
  const disables = failure === 'gone' || isForsaken;
  return {
    is: 'failed',
    failure,
    status,
    againAt: disables ? null : now + waitFor(AGAIN_MS, attempts + 1),
    pausedUntil: now + waitFor(PAUSES_MS, failures + 1),
    disables,
  };
}
