export { type Accounts, composeAccounts } from './accounts/accounts.ts';
export { ApiTokens } from './accounts/api-tokens.ts';
export { PasswordLinks } from './accounts/password-links.ts';
export type { KeptToken } from './accounts/ports.ts';
export { SecondFactor } from './accounts/second-factor.ts';
export { Sessions } from './accounts/sessions.ts';
export { isFresh } from './accounts/sign-in.ts';
export {
  type Journey,
  type Purpose,
  readJourney,
  SingleSignOn,
  writeJourney,
} from './accounts/single-sign-on.ts';
export { originOf } from './address.ts';
export { Challenges } from './challenges.ts';
export { StoredInviteBook } from './invites/invite-book.ts';
export { newSeatInvite } from './invites/seat-invite.ts';
export { KnownBrowsers } from './known-browsers.ts';
export { createOriginKey } from './origin-key.ts';
export { CEREMONY_MS, Passkeys } from './passkeys/passkeys.ts';
export type { KeptPasskey } from './passkeys/ports.ts';
export { type RelyingParty, relyingPartyOf } from './passkeys/relying-party.ts';
export { FailureLimit } from './passwords/failure-limit.ts';
export { LimitedPasswordGate } from './passwords/password-gate.ts';
export { Passwords } from './passwords/passwords.ts';
export { linksFromKey, newPassword, newPublicId, newRoomId, secrets } from './secrets.ts';
export { turnAccessFor } from './turn-credentials.ts';
