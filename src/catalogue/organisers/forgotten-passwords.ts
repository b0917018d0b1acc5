import { randomInt } from 'node:crypto';
import { originOf } from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import { Paces, type Rate } from '../../platform/paces.ts';
import { Scope, Timer } from '../../platform/scope.ts';
import { emailKey } from '../../protocol/accounts/email.ts';
import type { MailLanguage } from '../../protocol/mail.ts';
import type { OrganiserStore } from '../ports.ts';
import type { PasswordMail } from './password-mail.ts';

const HOUR_SECONDS = 3_600;
/** From one address: a house behind one, on the first day after the holidays. */
const FROM_ORIGIN: Rate = { burst: 20, perSecond: 20 / HOUR_SECONDS };
/** To one mailbox. Each link works for a day, so whoever is sent no more of them holds some that work. */
const TO_MAILBOX: Rate = { burst: 3, perSecond: 5 / (24 * HOUR_SECONDS) };
/** Asked for and not yet looked at; beyond it somebody floods. */
const MAX_ASKED = 1_000;
/** What is to be done is done apart from the answer, so that its time tells nothing either. */
const LATER_MS = { from: 500, to: 2_500 } as const;

interface AskedLinkMaker {
  /** Null: the account is gone or disabled. */
  makeAsked(organiserId: string): Promise<{ readonly secret: string; readonly expiresAt: number } | null>;
}

interface ForgottenPasswordsOptions {
  readonly organisers: Pick<OrganiserStore, 'findByEmail'>;
  readonly links: AskedLinkMaker;
  readonly mail: PasswordMail;
  readonly report: (error: unknown) => void;
}

interface Request {
  readonly email: string;
  readonly language: MailLanguage;
  /** From where it is asked. */
  readonly address: string;
}

/**
 * 'I have forgotten my password', by anybody who knows an e-mail address. Nothing that is answered, and no time that it takes,
 * says whether there is an account; whoever reads its mailbox learns it. The password of before goes on, and so does every
 * other link: asking in somebody else's name takes nothing from them.
 */
export class ForgottenPasswords {
  readonly #options: ForgottenPasswordsOptions;
  readonly #scope = new Scope();
  readonly #later = new Timer(this.#scope);
  readonly #paces = new Paces();
  readonly #asked = new Map<string, MailLanguage>();
  #working: Promise<void> = Promise.resolve();

  constructor(options: ForgottenPasswordsOptions) {
    this.#options = options;
  }

  get isOffered(): boolean {
    return this.#options.mail.isOn;
  }

  /** Errors: MAIL_OFF, RATE_LIMITED, TOO_MANY; none of them depends on whether there is an account. */
  ask({ email, language, address }: Request): void {
    if (!this.isOffered) throw new AppError('MAIL_OFF');
    this.#paces.take([{ of: `from ${originOf(address).address}`, rate: FROM_ORIGIN }]);
    const key = emailKey(email);
    if (key === null) throw new AppError('BAD_REQUEST');
    if (this.#asked.size >= MAX_ASKED) throw new AppError('TOO_MANY');
    this.#asked.set(key, language);
    if (this.#later.isRunning) return;
    this.#later.start(randomInt(LATER_MS.from, LATER_MS.to), () => {
      this.#working = this.#answerAll();
    });
  }

  /** Does at once what is to be done later. */
  async settled(): Promise<void> {
    this.#later.stop();
    await this.#working;
    this.#working = this.#answerAll();
    await this.#working;
  }

  /** Idempotent. What was asked for and not looked at is asked for again. */
  async close(): Promise<void> {
    this.#scope.close();
    this.#asked.clear();
    await this.#working;
  }

  async #answerAll(): Promise<void> {
    const asked = [...this.#asked];
    this.#asked.clear();
    for (const [key, language] of asked) {
      if (this.#scope.closed) return;
      await this.#answer(key, language).catch(this.#options.report);
    }
  }

  async #answer(key: string, language: MailLanguage): Promise<void> {
    const { organisers, links, mail } = this.#options;
    const organiser = await organisers.findByEmail(key);
    if (organiser === null || organiser.isDisabled || !this.#maySend(key)) return;
    const link = await links.makeAsked(organiser.id);
    if (link !== null) await mail.send(organiser, { why: 'forgotten', language, link, sentBy: null });
  }

  #maySend(key: string): boolean {
    try {
      this.#paces.take([{ of: `to ${key}`, rate: TO_MAILBOX }]);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'RATE_LIMITED') return false;
      throw error;
    }
  }
}
