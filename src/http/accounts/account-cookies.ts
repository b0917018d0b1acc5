import type { FastifyReply, FastifyRequest } from 'fastify';
import { REMEMBER_BROWSER_MS, SESSION_MS } from '../../platform/periods.ts';
import { secretSchema } from '../../protocol/base/fields.ts';

/** What a browser holds of somebody's account: all are of 256 random bits, and no script sees any. */
export interface AccountCookies {
  /** Of who is signed in. */
  sessionOf(request: FastifyRequest): string | null;
  /** By which somebody who signs in again is no stranger. */
  browserOf(request: FastifyRequest): string | null;
  /** What is kept while somebody is at a provider's page. */
  journeyOf(request: FastifyRequest, name: string): string | null;
  /** The names of all of them. */
  journeysOf(request: FastifyRequest): readonly string[];
  keepJourney(reply: FastifyReply, journey: { name: string; value: string; forMs: number }): void;
  forgetJourney(reply: FastifyReply, name: string): void;
  /** Who asks for what a passkey shall sign, and brings the answer. */
  ceremonyOf(request: FastifyRequest): string | null;
  keepCeremony(reply: FastifyReply, ceremony: { value: string; forMs: number }): void;
  signedIn(reply: FastifyReply, held: { token: string; browser: string }): void;
  /** The browser's name stays. */
  signedOut(reply: FastifyReply): void;
}

/**
 * `__Host-` cookies cannot come from another name of the same domain, nor go to one (RFC 6265bis, 4.1.3.2). They need
 * HTTPS; a server that people reach by plain HTTP is one for this machine alone, and there the same cookies have plain
 * names, because not every browser takes `localhost` for secure.
 */
export function accountCookies({ isSecure }: { isSecure: boolean }): AccountCookies {
  const prefix = isSecure ? '__Host-' : '';
  const [session, browser] = [`${prefix}tafelrunde-session`, `${prefix}tafelrunde-browser`];
  const ceremony = `${prefix}tafelrunde-passkey`;
  const journey = `${prefix}tafelrunde-journey-`;
  // Lax: a link in somebody's mail leads in, and no foreign page's form does.
  const common = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'lax' } as const;
  return {
    sessionOf: ({ cookies }) => secretSchema.safeParse(cookies[session]).data ?? null,
    browserOf: ({ cookies }) => secretSchema.safeParse(cookies[browser]).data ?? null,
    journeyOf: ({ cookies }, name) => cookies[`${journey}${name}`] ?? null,
    journeysOf: ({ cookies }) =>
      Object.keys(cookies).flatMap((name) => (name.startsWith(journey) ? [name.slice(journey.length)] : [])),
    keepJourney(reply, { name, value, forMs }) {
      reply.setCookie(`${journey}${name}`, value, { ...common, maxAge: forMs / 1_000 });
    },
    forgetJourney(reply, name) {
      reply.clearCookie(`${journey}${name}`, common);
    },
    ceremonyOf: ({ cookies }) => secretSchema.safeParse(cookies[ceremony]).data ?? null,
    keepCeremony(reply, { value, forMs }) {
      reply.setCookie(ceremony, value, { ...common, sameSite: 'strict', maxAge: forMs / 1_000 });
    },
    signedIn(reply, held) {
      reply.setCookie(session, held.token, { ...common, maxAge: SESSION_MS / 1_000 });
      reply.setCookie(browser, held.browser, { ...common, maxAge: REMEMBER_BROWSER_MS / 1_000 });
    },
    signedOut(reply) {
      reply.clearCookie(session, common);
    },
  };
}
