export { StoredInviteBook } from './invite-book.ts';
export { LimitedPasswordGate } from './password-gate.ts';
export { type PasswordCost, Passwords } from './passwords.ts';
export { newPassword, newPublicId, newRoomId, secrets } from './secrets.ts';
