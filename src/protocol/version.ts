/** Sent with the handshake. It grows when pages of an older server would no longer be understood. */
export const PROTOCOL_VERSION = 6;

/** Why a connection is refused then; the page reloads itself and is the server's own again. */
export const VERSION_MISMATCH = 'VERSION_MISMATCH';
