import { assertNever } from '../platform/errors.ts';
import { Scope, Timer } from '../platform/scope.ts';
import { Unkept, waitFor } from '../platform/unkept.ts';
import type { MailFailure } from '../protocol/mail.ts';
import { withLogo } from './letters/logo.ts';
import type { Attempt, DueMail, MailTransport, OutboxStore } from './ports.ts';

/** For mails that another program has put there; what this one posts wakes it. */
const LOOK_EVERY_MS = 10_000;
/** Connections to the mail server. */
const AT_ONCE = 3;
const SEND_WITHIN_MS = 120_000;
/** A mail that goes when the server ends has so long to get there. */
const LET_GO_MS = 3_000;
/** After the first attempt, the second ...; then again and again the last. Greylisting lets the second or third through. */
const POSTPONED_MS: readonly number[] = [60_000, 300_000, 900_000, 1_800_000, 3_600_000];
/** Of all mails, while the server is not reached. */
const PAUSES_MS: readonly number[] = [15_000, 60_000, 300_000];

interface DispatchOptions {
  readonly store: OutboxStore;
  readonly transport: MailTransport;
  readonly log: { info(what: object, words: string): void; warn(what: object, words: string): void };
  /** For what could not be kept, on a full disk say; it is tried again. */
  readonly report: (error: unknown) => void;
}

/**
 * Sends what waits in the outbox, for a server that is alone on its database. A mail is under way in the database before
 * its first byte leaves, and has gone there as soon as the mail server has said so. Of one that was cut off in between nobody can
 * know (RFC 5321, 4.5.4): it goes once more under the same Message-ID, by which mailboxes tell that they have it.
 */
export class Dispatch {
  readonly #options: DispatchOptions;
  readonly #scope = new Scope();
  readonly #look = new Timer(this.#scope);
  readonly #aborting = new AbortController();
  /** Mails that have gone must not go again, and the others must. */
  readonly #unkept: Unkept;
  #unreached = 0;
  #pausedUntil = 0;
  #round: Promise<void> | null = null;
  #wantsAnother = false;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#unkept = new Unkept(options);
  }

  async start(): Promise<void> {
    await this.#options.store.release();
    this.wake();
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#scope.closed) return;
    if (this.#round !== null) {
      this.#wantsAnother = true;
      return;
    }
    this.#round = this.#sendAll()
      .catch(this.#options.report)
      .finally(() => {
        this.#round = null;
        this.#look.start(LOOK_EVERY_MS, () => this.wake());
        if (this.#wantsAnother) this.wake();
      });
  }

  /** Idempotent. What is under way has a moment to get there. */
  async close(): Promise<void> {
    if (this.#scope.closed) return;
    this.#scope.close();
    const timer = setTimeout(() => this.#aborting.abort(), LET_GO_MS);
    await this.#round;
    clearTimeout(timer);
  }

  async #sendAll(): Promise<void> {
    do {
      this.#wantsAnother = false;
      await this.#unkept.keepAll();
      while (!this.#scope.closed && Date.now() >= this.#pausedUntil) {
        // After a failure one mail finds out whether the server is there again.
        const due = await this.#options.store.claim(this.#unreached > 0 ? 1 : AT_ONCE);
        if (due.length === 0) break;
        await Promise.all(due.map((mail) => this.#send(mail)));
      }
    } while (this.#wantsAnother && !this.#scope.closed);
  }

  async #send(mail: DueMail): Promise<void> {
    const { store, transport } = this.#options;
    const settle = (failure: MailFailure | null) => this.#unkept.keep(mail.id, () => store.settle(mail.id, failure));
    const postpone = (to: Parameters<OutboxStore['postpone']>[1]) =>
      this.#unkept.keep(mail.id, () => store.postpone(mail.id, to));
    if (Date.now() >= mail.giveUpAt) return settle('too-late');
    const signal = AbortSignal.any([this.#aborting.signal, AbortSignal.timeout(SEND_WITHIN_MS)]);
    const attempt = await transport.send(mail.id, withLogo(mail.letter, mail.logo), signal);
    this.#note(attempt);
    switch (attempt.is) {
      case 'sent':
        return settle(null);
      case 'refused':
        return settle(attempt.failure);
      case 'deferred': {
        const attempts = mail.attempts + 1;
        return postpone({ dueAt: Date.now() + waitFor(POSTPONED_MS, attempts), attempts });
      }
      case 'unreached':
        return postpone({ dueAt: this.#pausedUntil, attempts: mail.attempts });
      default:
        return assertNever(attempt);
    }
  }

  /** Neither address nor subject: a status alone. */
  #note(attempt: Attempt): void {
    const { log } = this.#options;
    switch (attempt.is) {
      case 'sent':
        if (this.#unreached > 0) log.info({}, 'the mail server takes mail again');
        this.#unreached = 0;
        return;
      case 'unreached':
        if (Date.now() < this.#pausedUntil) return;
        this.#unreached += 1;
        this.#pausedUntil = Date.now() + waitFor(PAUSES_MS, this.#unreached);
        if (this.#unreached === 1) {
          log.warn({ code: attempt.code }, 'mail waits: the mail server cannot be used; see tafelrunde doctor');
        }
        return;
      case 'refused':
        log.warn({ failure: attempt.failure, status: attempt.status }, 'a mail was refused');
        return;
      case 'deferred':
        log.info({ status: attempt.status }, 'a mail is to be tried again later');
        return;
      default:
        assertNever(attempt);
    }
  }
}
