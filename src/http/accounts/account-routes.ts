import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Accounts } from '../../auth/index.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import {
  accountRequests,
  type MeView,
  type PasswordLinkView,
  type SecondFactorBegun,
  type SecondFactorConfirmed,
  type SessionView,
  type SignedInReply,
} from '../../protocol/accounts/accounts.ts';
import { idSchema } from '../../protocol/base/fields.ts';
import { addIdempotency } from '../api/idempotency/idempotency.ts';
import type { KeptAnswers } from '../api/idempotency/kept-answers.ts';
import { parse } from '../parse.ts';
import { limitRequests } from '../request-limit.ts';
import type { AccountCookies } from './account-cookies.ts';
import { Arrivals } from './arrivals.ts';
import { refuseForeignPages } from './same-origin.ts';
import { addressOf, Visitors } from './visitors.ts';

/** A password and an address, or a link's secret. */
const MAX_BODY_BYTES = 4 * 1024;

interface AccountRoutesOptions {
  readonly accounts: Accounts;
  readonly answers: KeptAnswers;
  readonly catalogue: Catalogue;
  readonly cookies: AccountCookies;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/** Organisers sign in and out, see where they are signed in, and set their passwords. */
export async function addAccountRoutes(
  app: FastifyInstance,
  { accounts, answers, catalogue, cookies, isAllowedOrigin }: AccountRoutesOptions,
): Promise<void> {
  const { signIn, sessions, links, secondFactor } = accounts;
  const visitors = new Visitors({ sessions, cookies });
  const arrivals = new Arrivals({ sessions, catalogue, cookies });

  await app.register(
    async (api) => {
      refuseForeignPages(api, isAllowedOrigin);
      await limitRequests(api);
      const bodyLimit = MAX_BODY_BYTES;

      api.post('/sign-in', { bodyLimit }, async (request, reply): Promise<SignedInReply> => {
        const { email, password, code = null, next = null } = parse(accountRequests.signIn, request.body);
        const opened = await signIn.signIn({
          email,
          password,
          code,
          address: addressOf(request),
          formerToken: cookies.sessionOf(request),
          browser: cookies.browserOf(request),
        });
        return { me: await arrivals.letIn(reply, opened), next };
      });

      api.post('/sign-out', { bodyLimit }, async (request, reply) => {
        const { everywhere = false } = parse(accountRequests.signOut, request.body);
        const [meant, whoever] = [await visitors.find(request), await visitors.whoever(request)];
        if (everywhere && meant) await catalogue.organisers.endSessions(meant.actor, meant.actor.organiserId);
        else if (whoever) await sessions.close(whoever.actor.organiserId, whoever.session.id);
        cookies.signedOut(reply);
        return {};
      });

      api.get('/me', async (request): Promise<{ me: MeView | null }> => {
        const visitor = await visitors.find(request);
        return { me: visitor && (await arrivals.meOf(visitor.actor)) };
      });

      api.get('/me/sessions', async (request): Promise<{ sessions: SessionView[] }> => {
        const { actor, session } = await visitors.getOrThrow(request);
        const open = await catalogue.organisers.sessions(actor, actor.organiserId);
        return {
          sessions: open.map(({ id, createdAt, usedAt }) => ({
            id,
            since: createdAt,
            lastUsed: usedAt,
            isThis: id === session.id,
          })),
        };
      });

      api.delete('/me/sessions/:id', async (request) => {
        const { actor } = await visitors.getOrThrow(request);
        const { id } = parse(z.object({ id: idSchema }), request.params);
        await catalogue.organisers.endSession(actor, actor.organiserId, id);
        return {};
      });

      api.post('/me/password', { bodyLimit }, async (request) => {
        const change = parse(accountRequests.changePassword, request.body);
        const { session } = await visitors.getOrThrow(request);
        const from = { address: addressOf(request), browser: cookies.browserOf(request) };
        await signIn.changePassword(session, { ...change, ...from });
        return {};
      });

      const ownerOf = async (request: FastifyRequest, { password }: { password: string }) => {
        const { session } = await visitors.getOrThrow(request);
        const from = { address: addressOf(request), browser: cookies.browserOf(request) };
        return signIn.confirmOwner(session, { password, ...from });
      };

      api.post('/me/second-factor', { bodyLimit }, async (request): Promise<SecondFactorBegun> => {
        const wanted = parse(accountRequests.beginSecondFactor, request.body);
        return secondFactor.begin(await ownerOf(request, wanted));
      });

      // Its answer is known nowhere else: whoever did not hear it asks again by the same key.
      await api.register(async (keyed) => {
        addIdempotency(keyed, {
          answers,
          askerOf: async (request) => {
            const { actor } = await visitors.getOrThrow(request);
            return { organiserId: actor.organiserId, credential: cookies.sessionOf(request) ?? '' };
          },
        });
        keyed.post('/me/second-factor/confirm', { bodyLimit }, async (request): Promise<SecondFactorConfirmed> => {
          const { code } = parse(accountRequests.confirmSecondFactor, request.body);
          const { actor } = await visitors.getOrThrow(request);
          return { recoveryCodes: await secondFactor.confirm(actor.organiserId, code) };
        });
      });

      api.post('/me/second-factor/remove', { bodyLimit }, async (request) => {
        const wanted = parse(accountRequests.removeSecondFactor, request.body);
        const { organiserId } = await ownerOf(request, wanted);
        await secondFactor.require(organiserId, wanted.code, { by: 'its owner' });
        await secondFactor.remove(organiserId);
        return {};
      });

      api.post('/password-link', { bodyLimit }, async (request): Promise<{ for: PasswordLinkView }> => {
        const { secret } = parse(accountRequests.lookAtLink, request.body);
        return { for: viewOf(await links.lookAt({ secret, address: addressOf(request) })) };
      });

      api.get('/forgotten-password', async () => ({ isOffered: catalogue.forgottenPasswords.isOffered }));

      api.post('/forgotten-password', { bodyLimit }, async (request, reply) => {
        const { email, language = 'de' } = parse(accountRequests.forgotPassword, request.body);
        catalogue.forgottenPasswords.ask({ email, language, address: addressOf(request) });
        reply.code(202);
        return {};
      });

      api.post('/password', { bodyLimit }, async (request, reply): Promise<{ for: PasswordLinkView }> => {
        const wanted = parse(accountRequests.setPassword, request.body);
        const holder = await links.setPassword({ ...wanted, address: addressOf(request) });
        // Whoever was signed in in this browser is not who goes on in it.
        const whoever = await visitors.whoever(request);
        if (whoever) await sessions.close(whoever.actor.organiserId, whoever.session.id);
        cookies.signedOut(reply);
        return { for: viewOf(holder) };
      });
    },
    { prefix: '/api' },
  );
}

function viewOf({ name, email, organisation }: PasswordLinkView): PasswordLinkView {
  return { name, email, organisation };
}
