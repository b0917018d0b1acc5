import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type Accounts,
  CEREMONY_MS,
  isFresh,
  type KeptPasskey,
  type RelyingParty,
  relyingPartyOf,
  secrets,
} from '../../auth/index.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { AppError } from '../../platform/errors.ts';
import type { SignedInReply } from '../../protocol/accounts/accounts.ts';
import {
  type PasskeysOffered,
  type PasskeysReply,
  type PasskeyView,
  passkeyRequests,
} from '../../protocol/accounts/passkeys.ts';
import { idSchema } from '../../protocol/base/fields.ts';
import { parse } from '../parse.ts';
import { limitRequests } from '../request-limit.ts';
import type { AccountCookies } from './account-cookies.ts';
import { Arrivals } from './arrivals.ts';
import { refuseForeignPages } from './same-origin.ts';
import { addressOf, Visitors } from './visitors.ts';

/** What a passkey says of itself, and what the browser adds. */
const MAX_BODY_BYTES = 16 * 1024;

interface PasskeyRoutesOptions {
  readonly accounts: Accounts;
  readonly catalogue: Catalogue;
  readonly cookies: AccountCookies;
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** Known when the server listens. */
  readonly publicUrl: () => string;
}

/** Organisers sign in by a passkey, and say which they have. */
export async function addPasskeyRoutes(
  app: FastifyInstance,
  { accounts, catalogue, cookies, isAllowedOrigin, publicUrl }: PasskeyRoutesOptions,
): Promise<void> {
  const { signIn, sessions, passkeys } = accounts;
  const { organisers } = catalogue;
  const visitors = new Visitors({ sessions, cookies });
  const arrivals = new Arrivals({ sessions, catalogue, cookies });
  const getPartyOrThrow = (): RelyingParty => {
    const party = relyingPartyOf(publicUrl());
    if (party === null) throw new AppError('NOT_FOUND');
    return party;
  };
  const passkeyOf = (request: FastifyRequest) => parse(z.object({ id: idSchema }), request.params).id;

  await app.register(
    async (api) => {
      refuseForeignPages(api, isAllowedOrigin);
      await limitRequests(api);
      const bodyLimit = MAX_BODY_BYTES;

      api.get(
        '/passkeys',
        async (): Promise<PasskeysOffered> => ({ worksAt: relyingPartyOf(publicUrl())?.id ?? null }),
      );

      api.post('/passkeys/challenge', { bodyLimit }, async (request, reply) => {
        const party = getPartyOrThrow();
        const browser = cookies.ceremonyOf(request) ?? secrets.create().secret;
        const challenge = await passkeys.beginSignIn({ browser, address: addressOf(request) }, party);
        cookies.keepCeremony(reply, { value: browser, forMs: CEREMONY_MS });
        return challenge;
      });

      api.post('/passkeys/sign-in', { bodyLimit }, async (request, reply): Promise<SignedInReply> => {
        const { passkey, next = null } = parse(passkeyRequests.signIn, request.body);
        const from = { browser: cookies.ceremonyOf(request), address: addressOf(request) };
        const whose = await passkeys.whose(passkey, from, getPartyOrThrow());
        const held = { formerToken: cookies.sessionOf(request), browser: cookies.browserOf(request) };
        return { me: await arrivals.letIn(reply, await signIn.signInWith(whose, held)), next };
      });

      api.get('/me/passkeys', async (request): Promise<PasskeysReply> => {
        const { actor, session } = await visitors.getOrThrow(request);
        const { organiserId } = actor;
        const { hasPassword } = await organisers.read(actor, organiserId);
        const kept = await organisers.passkeys(actor, organiserId);
        const otherwise = hasPassword ? 'password' : 'sign-in';
        return { passkeys: kept.map(viewOf), confirmBy: isFresh(session) ? 'nothing' : otherwise };
      });

      api.post('/me/passkeys/challenge', { bodyLimit }, async (request) => {
        const { password = null, code = null } = parse(passkeyRequests.beginAdding, request.body);
        const { actor, session } = await visitors.getOrThrow(request);
        const party = getPartyOrThrow();
        const from = { address: addressOf(request), browser: cookies.browserOf(request) };
        await signIn.confirmByAll(session, { password, code, ...from });
        const { id: organiserId, email, name } = await organisers.read(actor, actor.organiserId);
        return passkeys.beginAdding({ organiserId, sessionId: session.id, email, name }, party);
      });

      api.post('/me/passkeys', { bodyLimit }, async (request): Promise<{ passkey: PasskeyView }> => {
        const wanted = parse(passkeyRequests.add, request.body);
        const { actor, session } = await visitors.getOrThrow(request);
        const owner = { organiserId: actor.organiserId, sessionId: session.id };
        return { passkey: viewOf(await passkeys.add(owner, wanted, getPartyOrThrow())) };
      });

      api.patch('/me/passkeys/:id', { bodyLimit }, async (request): Promise<{ passkey: PasskeyView }> => {
        const { name } = parse(passkeyRequests.rename, request.body);
        const { actor } = await visitors.getOrThrow(request);
        const renamed = await organisers.renamePasskey(actor, actor.organiserId, passkeyOf(request), name);
        return { passkey: viewOf(renamed) };
      });

      api.delete('/me/passkeys/:id', async (request) => {
        const { actor } = await visitors.getOrThrow(request);
        await organisers.removePasskey(actor, actor.organiserId, passkeyOf(request));
        return {};
      });
    },
    { prefix: '/api' },
  );
}

function viewOf({ id, name, createdAt, usedAt, copiedAt }: KeptPasskey): PasskeyView {
  return { id, name, since: createdAt, lastUsed: usedAt, isCopied: copiedAt !== null };
}
