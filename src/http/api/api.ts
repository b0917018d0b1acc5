import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Accounts } from '../../auth/index.ts';
import { isWithinScopes, type OrganiserActor, scopeOf } from '../../catalogue/access/rights.ts';
import { AppError } from '../../platform/errors.ts';
import { API_PATH } from '../../protocol/api/base.ts';
import type { AccountCookies } from '../accounts/account-cookies.ts';
import { limitRequests } from '../request-limit.ts';
import { Callers, callerOf } from './callers.ts';
import { addDocs } from './docs/docs.ts';
import { addIdempotency } from './idempotency/idempotency.ts';
import type { KeptAnswers } from './idempotency/kept-answers.ts';
import { addOpenApi, describeRoutes } from './openapi.ts';
import type { Api, ApiParts } from './parts.ts';
import { addProblems, validatorCompiler } from './problems.ts';
import { addCapacity } from './resources/capacity.ts';
import { addFeeds } from './resources/feeds.ts';
import { addInvitations } from './resources/invitations.ts';
import { addKeptData } from './resources/kept-data.ts';
import { addLogo } from './resources/logo.ts';
import { addOrganisation } from './resources/organisation.ts';
import { addOrganiserMail } from './resources/organiser-mail.ts';
import { addOrganisers } from './resources/organisers.ts';
import { addReservations } from './resources/reservations.ts';
import { addCalls } from './resources/rooms/calls.ts';
import { addInvites } from './resources/rooms/invites.ts';
import { addMeeting } from './resources/rooms/meeting.ts';
import { addPlan } from './resources/rooms/plan.ts';
import { addRooms } from './resources/rooms/rooms.ts';
import { addTokens } from './resources/tokens.ts';
import { addWebhooks } from './resources/webhooks.ts';

interface ApiOptions extends ApiParts {
  readonly accounts: Pick<Accounts, 'sessions' | 'tokens'>;
  readonly cookies: AccountCookies;
  readonly answers: KeptAnswers;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/**
 * The REST API: the use cases of the catalogue, one route for each. Who calls is known before a body is read; whether
 * they may is asked of the table of rights, by the use case.
 */
export async function addApi(
  app: FastifyInstance,
  { accounts, cookies, answers, isAllowedOrigin, ...parts }: ApiOptions,
): Promise<void> {
  const callers = new Callers({ sessions: accounts.sessions, tokens: accounts.tokens, cookies, isAllowedOrigin });
  await app.register(
    async (instance) => {
      const api: Api = instance.withTypeProvider<ZodTypeProvider>();
      // What comes as plain text could be sent by anybody's form.
      api.removeContentTypeParser('text/plain');
      api.setValidatorCompiler(validatorCompiler);
      api.setSerializerCompiler(serializerCompiler);
      addProblems(api);
      await describeRoutes(api);
      // Before somebody is looked for, so that nobody is found by asking often.
      await limitRequests(instance);
      api.decorateRequest('caller', null);
      api.addHook('preParsing', async (request, reply) => {
        if (request.is404 || request.routeOptions.config.isPublic) return;
        const caller = await callers.getOrThrow(request);
        requireScope(caller, request, reply);
        request.caller = caller;
      });
      addIdempotency(instance, {
        answers,
        askerOf: (request) => ({
          organiserId: callerOf(request).organiserId,
          credential: callers.credentialOf(request),
        }),
      });
      // A route that does not say what it does could be used by every token.
      api.addHook('onRoute', ({ url, config }) => {
        if (config?.deed === undefined && config?.isPublic !== true) throw new Error(`${url} does not say its deed`);
      });
      addOpenApi(api);
      addDocs(api);
      addOrganisation(api, parts);
      addLogo(api, parts);
      addKeptData(api, parts);
      addOrganisers(api, parts);
      addRooms(api, parts);
      addOrganiserMail(api, parts);
      addInvites(api, parts);
      addPlan(api, parts);
      addMeeting(api, parts);
      addReservations(api, parts);
      addCapacity(api, parts);
      addCalls(api, parts);
      addInvitations(api, parts);
      addTokens(api, parts);
      addWebhooks(api, parts);
      addFeeds(api, parts);
    },
    { prefix: API_PATH },
  );
}

/** Errors: NOT_ALLOWED, with what would be needed (RFC 6750, 3.1). */
function requireScope(caller: OrganiserActor, { routeOptions }: FastifyRequest, reply: FastifyReply): void {
  const { deed } = routeOptions.config;
  if (deed !== undefined && isWithinScopes(caller, deed)) return;
  const scope = deed === undefined ? null : scopeOf(deed);
  const needed = scope === null ? '' : `, scope="${scope}"`;
  reply.header('www-authenticate', `Bearer error="insufficient_scope"${needed}`);
  throw new AppError('NOT_ALLOWED');
}
