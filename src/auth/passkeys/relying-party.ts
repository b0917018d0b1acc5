import { isIP } from 'node:net';

/** To whom a passkey belongs: it works under this name alone (WebAuthn, 5.1.2). */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** Null where no browser makes passkeys: under an IP address, or over plain HTTP on another machine. */
export function relyingPartyOf(publicUrl: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return null;
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : null;
}
