import { AppError } from '../../platform/errors.ts';
import { emailKey } from '../../protocol/accounts/email.ts';
import type { ErrorCode } from '../../protocol/codes.ts';
import type { PasswordGate, Secrets } from '../../rooms/ports/auth.ts';
import type { KnownBrowsers } from '../known-browsers.ts';
import { isWeak } from './account-passwords.ts';
import type { CredentialStore, Credentials, Ground, KeptSession, Subject, SubjectStore, TellOwner } from './ports.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions } from './sessions.ts';

interface SignInOptions {
  readonly credentials: CredentialStore;
  readonly subjects: SubjectStore;
  readonly sessions: Sessions;
  readonly secondFactor: SecondFactor;
  readonly gate: PasswordGate;
  readonly known: KnownBrowsers;
  readonly secrets: Secrets;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly tellOwner: TellOwner;
}

/** What a browser brings to a sign-in, and what it holds afterwards. */
export interface Attempt {
  readonly email: string;
  readonly password: string;
  /** Of the app, or a recovery code; null: it was not asked for yet. */
  readonly code: string | null;
  readonly address: string;
  /** The session that this browser has. */
  readonly formerToken: string | null;
  /** The name under which it was let in before. */
  readonly browser: string | null;
}

export interface Opened {
  readonly organiserId: string;
  readonly token: string;
  /** To be brought the next time. */
  readonly browser: string;
}

/** Nobody has found this browser open meanwhile. */
const FRESH_MS = 10 * 60_000;

/** Whether its owner has signed in just now. */
export function isFresh({ createdAt }: Pick<KeptSession, 'createdAt'>): boolean {
  return Date.now() - createdAt < FRESH_MS;
}

/**
 * Organisers' sign-in. To the limits on guessing an account is what a room is, by the hash of its address: an address
 * that nobody has costs the same comparison, has the same limits and gets the same answer as a wrong password, an
 * account that is disabled, or one whose owner has set no password yet. Browsers in which somebody has signed in
 * before are kept with the account, so that a stranger's guesses do not keep its owner out, also after a restart.
 */
export class SignIn {
  readonly #options: SignInOptions;

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** Errors: SIGN_IN_FAILED, CODE_REQUIRED, CODE_WRONG, RATE_LIMITED, STORAGE_UNAVAILABLE. */
  async signIn({ email, password, code, address, formerToken, browser }: Attempt): Promise<Opened> {
    const { credentials, secondFactor, known, secrets } = this.#options;
    const key = emailKey(email) ?? '';
    const device = browser === null ? null : secrets.hash(browser);
    const found = await credentials.byEmail(key, device);
    if (found?.knowsBrowser && device !== null) known.add(secrets.hash(key), device);
    const { passwordHash, organiserId } = await this.#verified(key, found, { password, address, device });
    await secondFactor.require(organiserId, code, { by: found?.knowsBrowser ? device : null });
    return this.#open(organiserId, { passwordHash }, { formerToken, browser });
  }

  /** Whom a provider has sent. Its own second factor is its own business. Errors: ACCOUNT_UNKNOWN. */
  async signInBy(subject: Subject, held: Pick<Attempt, 'formerToken' | 'browser'>): Promise<Opened> {
    const organiserId = await this.#options.subjects.find(subject);
    if (organiserId === null) throw new AppError('ACCOUNT_UNKNOWN');
    return this.#open(organiserId, { subject }, held);
  }

  /** By a passkey that has answered just now. Errors: PASSKEY_REFUSED when it was removed meanwhile. */
  async signInWith(
    { organiserId, passkeyId }: { organiserId: string; passkeyId: string },
    held: Pick<Attempt, 'formerToken' | 'browser'>,
  ): Promise<Opened> {
    return this.#open(organiserId, { passkeyId }, held, 'PASSKEY_REFUSED');
  }

  /** Errors: LINK_INVALID, SUBJECT_TAKEN. */
  async tieByLink(secret: string, subject: Subject): Promise<void> {
    const { subjects, secrets } = this.#options;
    if ((await subjects.tieByLink(secrets.hash(secret), subject)) === null) throw new AppError('LINK_INVALID');
  }

  /** To who is signed in. Errors: SUBJECT_TAKEN. */
  tie({ holder: { organiserId } }: KeptSession, subject: Subject): Promise<void> {
    return this.#options.subjects.tie(organiserId, subject);
  }

  async #open(
    organiserId: string,
    ground: Ground,
    { formerToken, browser }: Pick<Attempt, 'formerToken' | 'browser'>,
    otherwise: ErrorCode = 'SIGN_IN_FAILED',
  ): Promise<Opened> {
    const { sessions, secrets } = this.#options;
    const held = browser ?? secrets.create().secret;
    const token = await sessions.open({ organiserId, ground, formerToken, browser: held });
    if (token === null) throw new AppError(otherwise);
    return { organiserId, token, browser: held };
  }

  /**
   * By somebody who is signed in and knows the old one; in all other browsers they are signed out.
   * Errors: SIGN_IN_FAILED, RATE_LIMITED, PASSWORD_WEAK.
   */
  async changePassword(
    { id: exceptSession, holder: { organiserId } }: KeptSession,
    change: { current: string; password: string; address: string; browser: string | null },
  ): Promise<void> {
    const { credentials, secrets, hashPassword, tellOwner } = this.#options;
    const found = await credentials.byOrganiser(organiserId);
    if (found === null) throw new AppError('SIGNED_OUT');
    if (isWeak(change.password, found)) throw new AppError('PASSWORD_WEAK');
    const device = change.browser === null ? null : secrets.hash(change.browser);
    const key = emailKey(found.email) ?? '';
    const { passwordHash: former } = await this.#verified(key, found, { ...change, password: change.current, device });
    const passwordHash = await hashPassword(change.password);
    const isDone = await credentials.changePassword({ organiserId, former, passwordHash, exceptSession });
    if (!isDone) throw new AppError('SIGN_IN_FAILED');
    await tellOwner(organiserId, 'password-changed');
  }

  /** That it is its owner who sits there. Errors: SIGN_IN_FAILED, RATE_LIMITED. */
  async confirmOwner(
    { holder: { organiserId } }: KeptSession,
    { password, address, browser }: Pick<Attempt, 'password' | 'address' | 'browser'>,
  ): Promise<{ organiserId: string; email: string }> {
    const { credentials, secrets } = this.#options;
    const found = await credentials.byOrganiser(organiserId);
    if (found === null) throw new AppError('SIGNED_OUT');
    const device = browser === null ? null : secrets.hash(browser);
    await this.#verified(emailKey(found.email) ?? '', found, { password, address, device });
    return { organiserId, email: found.email };
  }

  /**
   * The same before something lasting is set up, by all that a sign-in asks for. Who has signed in just now has shown it.
   * Errors: PASSWORD_REQUIRED, SIGN_IN_FAILED, CODE_REQUIRED, CODE_WRONG, RATE_LIMITED.
   */
  async confirmByAll(
    session: KeptSession,
    { password, code, address, browser }: Pick<Attempt, 'code' | 'address' | 'browser'> & { password: string | null },
  ): Promise<void> {
    if (isFresh(session)) return;
    if (password === null) throw new AppError('PASSWORD_REQUIRED');
    const { organiserId } = await this.confirmOwner(session, { password, address, browser });
    await this.#options.secondFactor.require(organiserId, code, { by: 'its owner' });
  }

  async #verified(
    key: string,
    found: Credentials | null,
    { password, address, device }: { password: string; address: string; device: string | null },
  ): Promise<{ organiserId: string; passwordHash: string }> {
    const { gate, secrets } = this.#options;
    const hash = found?.passwordHash ?? null;
    try {
      await gate.verify({ roomId: secrets.hash(key), hash, password, address, device });
    } catch (error) {
      throw error instanceof AppError && error.code === 'WRONG_PASSWORD' ? new AppError('SIGN_IN_FAILED') : error;
    }
    // A missing hash fits nothing; this says so to the types.
    if (found === null || hash === null) throw new AppError('SIGN_IN_FAILED');
    return { organiserId: found.organiserId, passwordHash: hash };
  }
}
