export { StoredInviteBook } from './invite-book.ts';
export { KnownBrowsers } from './known-browsers.ts';
export { createOriginKey } from './origin-key.ts';
export { canonicalPassword } from './password-forms.ts';
export { LimitedPasswordGate } from './password-gate.ts';
export { Passwords } from './passwords.ts';
export { newSeatInvite } from './seat-invite.ts';
export { newPassword, newPublicId, newRoomId, secrets } from './secrets.ts';
export { turnAccessFor } from './turn-credentials.ts';
