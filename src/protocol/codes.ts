/** What a command can be answered with instead of its data. The browser turns each into a sentence. */
export const ERROR_CODES = [
  'ROOM_NOT_FOUND',
  'WRONG_PASSWORD',
  'PASSWORD_REQUIRED',
  'INVITE_INVALID',
  'LOBBY_DENIED',
  'BANNED',
  'ROOM_FULL',
  'ROOM_LOCKED',
  'ROOM_ENDED',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'BAD_REQUEST',
  'TEXT_INVISIBLE',
  'RATE_LIMITED',
  'TOO_MANY',
  'INVALID_STATE',
  'RESUME_INVALID',
  'MEDIA_UNAVAILABLE',
  'SERVER_DRAINING',
  'STORAGE_UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why somebody is no longer in a room, as much as they are told. */
export const LEAVE_REASONS = ['left', 'removed', 'denied', 'ended', 'timeout', 'replaced', 'unavailable'] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];
