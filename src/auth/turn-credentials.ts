import { createHmac } from 'node:crypto';
import type { TurnAccessFor } from '../rooms/ports/auth.ts';

/** Long enough to get in with; a relay that was made in time lasts as long as it is used. */
const LIFETIME_MS = 10 * 60_000;

export interface TurnServer {
  /** RFC 7065. */
  readonly urls: readonly string[];
  /** coturn's `static-auth-secret`. */
  readonly secret: string;
}

/**
 * Credentials that the TURN server checks without asking us: a user name with its end in seconds since the epoch, and
 * its HMAC-SHA1 under the shared secret as the password (draft-uberti-behave-turn-rest-00, 2.2; coturn's
 * `use-auth-secret`). Each participant has a name of their own, so that limits per user are limits per person.
 */
export function turnAccessFor(server: TurnServer | null, { lifetimeMs = LIFETIME_MS } = {}): TurnAccessFor {
  if (!server) return () => null;
  const { urls, secret } = server;
  return (participantId) => {
    const until = Math.ceil((Date.now() + lifetimeMs) / 1_000);
    const username = `${until}:${participantId}`;
    const credential = createHmac('sha1', secret).update(username).digest('base64');
    return { iceServers: [{ urls, username, credential }], validForMs: lifetimeMs };
  };
}
