// Sizes that both ends know: the browser to limit its inputs, the server to refuse what exceeds them.

/** Bytes of one socket.io message; the largest legitimate one (RTP capabilities) has about 12 kB. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
export const MAX_DISPLAY_NAME_LENGTH = 64;
export const MAX_ROOM_NAME_LENGTH = 120;
export const MAX_LOBBY_MESSAGE_LENGTH = 500;
export const MIN_PASSWORD_LENGTH = 8;
/** argon2 hashes any length, so a bound keeps its input small. */
export const MAX_PASSWORD_LENGTH = 128;
/** Room id: readable prefix, a hyphen and 26 base32 characters (130 random bits). */
export const MAX_ROOM_ID_LENGTH = 64;
/** 256 random bits in base64url. */
export const SECRET_LENGTH = 43;
/** mediasoup's ids are UUIDs, ours are shorter. */
export const MAX_ID_LENGTH = 40;
/** Pixels per side of what a view may ask for; an 8k wall. */
export const MAX_VIEW_PIXELS = 8192;
export const MAX_PARTICIPANTS = 500;
/** Producers in one view: everyone's microphone, camera, screen and screen audio. */
export const MAX_VIEW_ITEMS = 4 * MAX_PARTICIPANTS;
/** A longer view goes in several messages, each of which stays below MAX_MESSAGE_BYTES with the longest ids and sizes. */
export const MAX_VIEW_PART_ITEMS = 700;
export const MAX_VIEW_PARTS = Math.ceil(MAX_VIEW_ITEMS / MAX_VIEW_PART_ITEMS);
/** People who wait; more than any meeting here lets in, and few enough for a list that a person can read. */
export const MAX_WAITING = 200;
/** Of a picture that somebody shows of themselves; one of 192 by 192 pixels takes about six kilobytes. */
export const MAX_PORTRAIT_BYTES = 8 * 1024;
/** In pixels: the largest circle that it is shown in, on a screen of two pixels to the point. */
export const MAX_PORTRAIT_SIDE = 256;
/** A message to those who wait, or their answer. */
export const MAX_LOBBY_TEXT_LENGTH = 300;
/** Kept of each person who waits, so that a chair who comes later reads them too. */
export const MAX_LOBBY_TEXTS = 20;
export const MAX_CHAT_TEXT_LENGTH = 2_000;
/** Kept of one meeting, for those who come late. */
export const MAX_CHAT_MESSAGES = 500;
export const MAX_POLL_QUESTION_LENGTH = 300;
export const MAX_POLL_OPTION_LENGTH = 120;
export const MIN_POLL_OPTIONS = 2;
export const MAX_POLL_OPTIONS = 10;
/** Of one meeting, open and closed. */
export const MAX_POLLS = 50;
/** Expected people of one room's seating plan. */
export const MAX_SEATS = 200;
/** Who sign at once: two who talk with each other, and the interpreters of both. */
export const MAX_SIGNERS = 4;
/** Of one moderator or deputy at once. */
export const MAX_CONSOLES = 4;
/** A pairing code is scanned at once, or made anew. */
export const PAIRING_CODE_MS = 60_000;
export const MIN_CLOSE_DELAY_MS = 10_000;
export const MAX_CLOSE_DELAY_MS = 30 * 60_000;
/** Days for which a room may keep who was there. */
export const MAX_ATTENDANCE_DAYS = 365;

/** So long before the end of what is reserved everyone is reminded. */
export const RESERVED_REMINDER_MS = 10 * 60_000;
/** By so much the chair makes it longer at once. */
export const EXTENDED_BY_MINUTES = 15;
