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
/** Producers in one view: 25 people with microphone, camera, screen and screen audio leave room to spare. */
export const MAX_VIEW_ITEMS = 400;
/** Pixels per side of what a view may ask for; an 8k wall. */
export const MAX_VIEW_PIXELS = 8192;
export const MAX_PARTICIPANTS = 500;
