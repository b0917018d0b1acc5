import type { Secrets } from '../../rooms/ports/auth.ts';
import { KnownBrowsers } from '../known-browsers.ts';
import { Passkeys } from '../passkeys/passkeys.ts';
import type { PasskeyStore } from '../passkeys/ports.ts';
import { LimitedPasswordGate } from '../passwords/password-gate.ts';
import type { Passwords } from '../passwords/passwords.ts';
import { ApiTokens } from './api-tokens.ts';
import { PasswordLinks } from './password-links.ts';
import type {
  CredentialStore,
  PasswordLinkStore,
  SecondFactorStore,
  SessionStore,
  SubjectStore,
  TellOwner,
  TokenStore,
} from './ports.ts';
import { SecondFactor } from './second-factor.ts';
import { Sessions } from './sessions.ts';
import { SignIn } from './sign-in.ts';

interface AccountsOptions {
  readonly credentials: CredentialStore;
  readonly sessions: SessionStore;
  readonly links: PasswordLinkStore;
  readonly secondFactors: SecondFactorStore;
  readonly subjects: SubjectStore;
  readonly passkeys: PasskeyStore;
  readonly tokens: TokenStore;
  /** The same queue as the rooms': as many hashes at once as there are cores. */
  readonly passwords: Pick<Passwords, 'hash' | 'verify'>;
  readonly secrets: Secrets;
  readonly tellOwner: TellOwner;
  readonly report: (error: unknown) => void;
}

/** Organisers' way in: signing in, staying signed in, and setting a password. */
export interface Accounts {
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly links: PasswordLinks;
  readonly secondFactor: SecondFactor;
  readonly passkeys: Passkeys;
  /** Sessions, browsers and links that are over. */
  forgetOld(): Promise<void>;
  /** Forgets all failures. */
  close(): void;
}

/** With limits of their own: who guesses at a room's door uses up nobody's sign-in. */
export function composeAccounts(options: AccountsOptions): Accounts {
  const { credentials, passwords, secrets, tellOwner, report } = options;
  const hashPassword = (password: string) => passwords.hash(password);
  const known = new KnownBrowsers();
  const gate = new LimitedPasswordGate({ passwords, known });
  const sessions = new Sessions({ store: options.sessions, secrets, report });
  const tokens = new ApiTokens({ store: options.tokens, secrets, report });
  const links = new PasswordLinks({ store: options.links, secrets, hashPassword, tellOwner });
  const secondFactor = new SecondFactor({ store: options.secondFactors, secrets, tellOwner });
  const passkeys = new Passkeys({ store: options.passkeys, tellOwner });
  return {
    signIn: new SignIn({
      credentials,
      subjects: options.subjects,
      sessions,
      secondFactor,
      gate,
      known,
      secrets,
      hashPassword,
      tellOwner,
    }),
    sessions,
    tokens,
    links,
    secondFactor,
    passkeys,
    async forgetOld() {
      await sessions.deleteEnded();
      await tokens.deleteExpired();
      await links.deleteExpired();
    },
    close() {
      gate.close();
      links.close();
      secondFactor.close();
      passkeys.close();
    },
  };
}
