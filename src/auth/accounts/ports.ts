import type { OrganiserRole } from '../../protocol/accounts/accounts.ts';
import type { Scope } from '../../protocol/api/scopes.ts';
import type { AccountChange } from '../../protocol/mail.ts';

// What accounts ask of storage. Secrets come as hashes; times are milliseconds since the epoch.

/** What a sign-in is compared with. */
export interface Credentials {
  readonly organiserId: string;
  readonly email: string;
  readonly name: string;
  /** argon2id in PHC form; null: no password was set yet, or the account is disabled. */
  readonly passwordHash: string | null;
  /** Whether they have signed in in this browser before. */
  readonly knowsBrowser: boolean;
}

/** Somebody with an account, as far as their rights go. */
export interface AccountHolder {
  readonly organiserId: string;
  readonly organisationId: string;
  readonly role: OrganiserRole;
}

/** Somebody is told what has become of their account, whoever has done it. Resolves when that is kept; never fails. */
export type TellOwner = (organiserId: string, change: AccountChange) => Promise<void>;

export interface KeptSession {
  readonly id: string;
  readonly holder: AccountHolder;
  readonly createdAt: number;
  readonly usedAt: number;
}

export interface NewSession {
  readonly id: string;
  readonly organiserId: string;
  /** SHA-256 in hex. */
  readonly tokenHash: string;
  /** The one that this browser had until now, whosever it was: it ends. */
  readonly replaces: string | null;
  /** By which this browser is known the next time. */
  readonly browserHash: string;
}

/** A time before which what was made or used is over. */
export interface SessionBounds {
  readonly createdAfter: number;
  readonly usedAfter: number;
}

export interface CredentialStore {
  byEmail(emailKey: string, browserHash: string | null): Promise<Credentials | null>;
  byOrganiser(organiserId: string): Promise<Credentials | null>;
  /** In place of `former`; all sessions but that one end. False when it is another password by now. */
  changePassword(change: {
    organiserId: string;
    former: string;
    passwordHash: string;
    exceptSession: string;
  }): Promise<boolean>;
}

/** Who somebody is to an OpenID provider: the one thing by which an account is found. Addresses change hands. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** By what somebody is let in: it must be so still in the step that does it. */
export type Ground = { readonly passwordHash: string } | { readonly subject: Subject } | { readonly passkeyId: string };

export interface SessionStore {
  /** False when the account was disabled, deleted, or given another password or subject, or its passkey removed, since the ground was read. */
  open(session: NewSession, ground: Ground): Promise<boolean>;
  /** Of accounts that are not disabled. */
  find(tokenHash: string, bounds: SessionBounds): Promise<KeptSession | null>;
  touch(sessionId: string): Promise<void>;
  /** Newest first. */
  list(organiserId: string, bounds: SessionBounds): Promise<readonly KeptSession[]>;
  close(organiserId: string, sessionId: string): Promise<boolean>;
  /** How many have ended. */
  closeAll(organiserId: string): Promise<number>;
  deleteEnded(bounds: SessionBounds & { browsersSeenAfter: number }): Promise<void>;
}

/** An authenticator app; asked for once it is confirmed. */
export interface KeptSecondFactor {
  /** Base32 (RFC 4648). */
  readonly secret: string;
  readonly isConfirmed: boolean;
}

export interface SecondFactorStore {
  find(organiserId: string): Promise<KeptSecondFactor | null>;
  /** In place of one that was not confirmed. False: one is. */
  begin(organiserId: string, secret: string): Promise<boolean>;
  /** With the hashes of recovery codes; `step` is used up. False: it was begun anew, confirmed or removed meanwhile. */
  confirm(
    organiserId: string,
    confirmed: { secret: string; step: number; hashes: readonly string[] },
  ): Promise<boolean>;
  /** Once each, and none before one that was used. */
  spendStep(organiserId: string, step: number): Promise<boolean>;
  /** Once each. */
  spendRecoveryCode(organiserId: string, codeHash: string): Promise<boolean>;
  /** With its recovery codes. False: there was none. */
  remove(organiserId: string): Promise<boolean>;
}

export interface SubjectStore {
  /** Whose it is; null: nobody's, or of somebody who is disabled. */
  find(subject: Subject): Promise<string | null>;
  /** In place of the account's former subject of this provider. Errors: SUBJECT_TAKEN by another account. */
  tie(organiserId: string, subject: Subject): Promise<void>;
  /** By a link by which a password could be set, once; null: it is used or over. Errors: SUBJECT_TAKEN, and the link stands. */
  tieByLink(secretHash: string, subject: Subject): Promise<string | null>;
}

/** By which a program does what its organiser may do, as far as its scopes reach. */
export interface KeptToken {
  readonly id: string;
  readonly holder: AccountHolder;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  /** Null: never. */
  readonly expiresAt: number | null;
  /** To the hour; null: not yet. */
  readonly usedAt: number | null;
}

export interface NewToken {
  readonly id: string;
  readonly organiserId: string;
  readonly tokenHash: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: number | null;
}

export interface TokenStore {
  /** Errors: NOT_FOUND when the organiser is gone, TOO_MANY. */
  create(token: NewToken): Promise<KeptToken>;
  /** Of accounts that are not disabled, and not over. */
  findByHash(tokenHash: string, now: number): Promise<KeptToken | null>;
  find(tokenId: string): Promise<KeptToken | null>;
  /** Oldest first. */
  list(organiserId: string): Promise<readonly KeptToken[]>;
  touch(tokenId: string, at: number): Promise<void>;
  /** False: it is gone. */
  delete(tokenId: string): Promise<boolean>;
  deleteExpired(now: number): Promise<void>;
}

/** For whom a link is. */
export interface LinkHolder {
  readonly organiserId: string;
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  /** False: it is their first. */
  readonly hasPassword: boolean;
}

export interface NewPasswordLink {
  readonly organiserId: string;
  readonly secretHash: string;
  readonly expiresAt: number;
  /** By whoever knows the address, and not given by an admin. */
  readonly isAsked: boolean;
}

export interface PasswordLinkStore {
  /**
   * One that was given takes the place of the one before; of those that were asked for some stand beside each other. False:
   * there is no such account, or it is disabled.
   */
  keep(link: NewPasswordLink): Promise<boolean>;
  find(secretHash: string): Promise<LinkHolder | null>;
  /** Once: sets the password and ends all sessions and other links. False: the link has been used, or has ended. */
  spend(secretHash: string, passwordHash: string): Promise<boolean>;
  deleteExpired(): Promise<void>;
}
