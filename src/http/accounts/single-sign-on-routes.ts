import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type Accounts,
  Challenges,
  type Journey,
  type Purpose,
  readJourney,
  type SingleSignOn,
  writeJourney,
} from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import { accountRequests } from '../../protocol/accounts/accounts.ts';
import type { ErrorCode } from '../../protocol/codes.ts';
import { parse } from '../parse.ts';
import { pathOf } from '../paths.ts';
import { limitRequests } from '../request-limit.ts';
import type { AccountCookies } from './account-cookies.ts';
import { refuseForeignPages } from './same-origin.ts';
import { type Visitor, Visitors } from './visitors.ts';

/** As long as somebody may take for the provider's own pages. */
const JOURNEY_MS = 15 * 60_000;
/** Ways to the provider that one browser has begun and not ended: tabs. More would fill its requests' headers. */
const MAX_JOURNEYS = 5;
const MAX_BODY_BYTES = 4 * 1024;
/** The organisers' pages: where who has just signed in goes on, and where they read why not. */
const HOME = '/verwaltung';
const SIGN_IN_PAGE = '/verwaltung/anmelden';
const ACCOUNT_PAGE = '/verwaltung/konto';

interface SingleSignOnOptions {
  /** Null: the operator has named no provider. */
  readonly singleSignOn: SingleSignOn | null;
  readonly accounts: Accounts;
  readonly cookies: AccountCookies;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

export const SINGLE_SIGN_ON_CALLBACK = '/api/single-sign-on/callback';

/** The house's own sign-in: there and back. What a browser keeps meanwhile lies in a cookie for each way there. */
export async function addSingleSignOn(
  app: FastifyInstance,
  { singleSignOn, accounts, cookies, isAllowedOrigin }: SingleSignOnOptions,
): Promise<void> {
  const { signIn, sessions } = accounts;
  const visitors = new Visitors({ sessions, cookies });
  // Who has shown that it is they: a cookie could be written by whoever sits there now.
  const ties = new Challenges({ forMs: JOURNEY_MS });

  const depart = async (request: FastifyRequest, reply: FastifyReply, purpose: Purpose, next: string | null) => {
    if (singleSignOn === null) throw new AppError('NOT_FOUND');
    const { url, journey } = await singleSignOn.begin(purpose, next);
    const begun = cookies.journeysOf(request);
    if (begun.length >= MAX_JOURNEYS) for (const name of begun) cookies.forgetJourney(reply, name);
    cookies.keepJourney(reply, { name: journey.state, value: writeJourney(journey), forMs: JOURNEY_MS });
    return { url, state: journey.state };
  };

  /** Where they go on. Errors: those of the way in. */
  const arrive = async (request: FastifyRequest, reply: FastifyReply, journey: Journey, query: string) => {
    if (singleSignOn === null) throw new AppError('NOT_FOUND');
    const subject = await singleSignOn.finish(journey, query);
    const { purpose } = journey;
    if (purpose.kind === 'tie') {
      const { session } = await visitors.getOrThrow(request);
      if (!ties.take(journey.state, holderOf(session))) throw new AppError('INVALID_STATE');
      await signIn.tie(session, subject);
      return;
    }
    if (purpose.kind === 'tie-by-link') await signIn.tieByLink(purpose.secret, subject);
    const held = { formerToken: cookies.sessionOf(request), browser: cookies.browserOf(request) };
    cookies.signedIn(reply, await signIn.signInBy(subject, held));
  };

  await app.register(async (api) => {
    refuseForeignPages(api, isAllowedOrigin);
    await limitRequests(api);
    const bodyLimit = MAX_BODY_BYTES;

    api.get('/api/single-sign-on', async () => ({ offered: singleSignOn !== null }));

    api.post('/api/single-sign-on', { bodyLimit }, async (request, reply) => {
      const { link, next = null } = parse(accountRequests.singleSignOn, request.body);
      const purpose =
        link === undefined ? { kind: 'sign-in' as const } : { kind: 'tie-by-link' as const, secret: link };
      const { url } = await depart(request, reply, purpose, next);
      return { url };
    });

    api.post('/api/me/single-sign-on', { bodyLimit }, async (request, reply) => {
      const { password, next = null } = parse(accountRequests.tieSingleSignOn, request.body);
      const { session } = await visitors.getOrThrow(request);
      await signIn.confirmOwner(session, { password, address: request.ip ?? '', browser: cookies.browserOf(request) });
      const { url, state } = await depart(request, reply, { kind: 'tie' }, next);
      ties.add(state, { holder: holderOf(session), from: session.holder.organiserId });
      return { url };
    });
  });

  // By itself: it is the provider's page that sends people here.
  await app.register(async (api) => {
    await limitRequests(api);
    api.get(SINGLE_SIGN_ON_CALLBACK, async (request, reply) => {
      const query = request.url.slice(pathOf(request.url).length);
      const state = new URLSearchParams(query).get('state') ?? '';
      const journey = readJourney(cookies.journeyOf(request, state) ?? '');
      if (journey === null) return reply.redirect(`${SIGN_IN_PAGE}?error=SIGN_IN_FAILED`, 303);
      try {
        await arrive(request, reply, journey, query);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // Back was pressed, or the page loaded again: they are in already.
        const isIn = error.code === 'SIGN_IN_FAILED' && (await visitors.find(request)) !== null;
        if (!isIn) return reply.redirect(whyNot(error.code, journey), 303);
      }
      return reply.redirect(journey.next ?? HOME, 303);
    });
  });
}

function holderOf({ id, holder }: Visitor['session']): string {
  return `${holder.organiserId} ${id}`;
}

/** The page that says why not. Who was signed in reads it where they came from; who was not tries again, and goes on from there. */
function whyNot(code: ErrorCode, { purpose, next }: Journey): string {
  const query = new URLSearchParams({ error: code });
  if (purpose.kind === 'tie') return `${ACCOUNT_PAGE}?${query}`;
  if (next !== null) query.set('next', next);
  return `${SIGN_IN_PAGE}?${query}`;
}
