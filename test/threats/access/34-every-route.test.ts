import { expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { API_PATH } from '../../../src/protocol/api/base.ts';
import type { ReservationWithDates } from '../../../src/protocol/api/reservations.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const DATE = '2098-12-08T14:00';

type Ids = Readonly<Record<string, string>>;

/** A body that each route takes, where it takes one: so that it is not the body for which somebody is refused. */
const BODIES: Readonly<Record<string, (ids: Ids) => object | null>> = {
  'get /organisation': () => null,
  'get /organisation/kept-data': () => null,
  'patch /organisation': () => ({ senderName: 'Fremd' }),
  'put /organisation/logo': () => ({}),
  'delete /organisation/logo': () => null,
  'get /organisers': () => null,
  'post /organisers': () => ({ email: `${crypto.randomUUID()}@klinik.example`, name: 'Neu' }),
  'get /organisers/{organiserId}': () => null,
  'patch /organisers/{organiserId}': () => ({ name: 'Fremd' }),
  'delete /organisers/{organiserId}': () => null,
  'post /organisers/{organiserId}/link': () => null,
  'post /organisers/{organiserId}/link/mail': () => ({ language: 'de' }),
  'get /organisers/{organiserId}/mails': () => null,
  'delete /organisers/{organiserId}/second-factor': () => null,
  'get /organisers/{organiserId}/sessions': () => null,
  'delete /organisers/{organiserId}/sessions': () => null,
  'delete /organisers/{organiserId}/sessions/{sessionId}': () => null,
  'get /organisers/{organiserId}/tokens': () => null,
  'get /calendar-feed': () => null,
  'post /calendar-feed': () => null,
  'delete /calendar-feed': () => null,
  'get /tokens': () => null,
  'post /tokens': () => ({ name: 'Neu', scopes: ['rooms:read'] }),
  'delete /tokens/{tokenId}': () => null,
  'get /rooms': () => null,
  'post /rooms': () => ({ name: 'Neu' }),
  'get /rooms/{roomId}': () => null,
  'patch /rooms/{roomId}': () => ({ name: 'Fremd' }),
  'delete /rooms/{roomId}': () => null,
  'get /rooms/{roomId}/invites': () => null,
  'post /rooms/{roomId}/invites': () => ({ role: 'moderator' }),
  'delete /rooms/{roomId}/invites/{inviteId}': () => null,
  'get /rooms/{roomId}/plan': () => null,
  'put /rooms/{roomId}/plan': ({ planVersion }) => ({ seats: [], quorum: null, version: planVersion }),
  'post /rooms/{roomId}/plan/seats/{seatId}/invite': () => null,
  'put /rooms/{roomId}/plan/seats/{seatId}/address': () => ({ email: 'fremd@klinik.example', language: 'de' }),
  'get /rooms/{roomId}/call': () => null,
  'post /rooms/{roomId}/call': () => null,
  'get /rooms/{roomId}/meeting': () => null,
  'delete /rooms/{roomId}/meeting': () => null,
  'delete /rooms/{roomId}/meeting/participants/{participantId}': () => null,
  'get /rooms/{roomId}/free-windows': () => null,
  'get /calendar': () => null,
  'get /capacity': () => null,
  'get /reservations': () => null,
  'post /reservations': ({ roomId }) => ({
    roomId,
    seats: 2,
    start: DATE,
    minutes: 60,
    zone: 'Europe/Berlin',
    rule: null,
  }),
  'get /reservations/{reservationId}': () => null,
  'patch /reservations/{reservationId}': () => ({ title: 'Fremd' }),
  'delete /reservations/{reservationId}': () => null,
  'post /reservations/{reservationId}/cancel': () => null,
  'put /reservations/{reservationId}/dates/{date}': () => ({ moved: null }),
  'get /webhooks': () => null,
  'post /webhooks': () => ({ url: 'https://hook.example/' }),
  'get /webhooks/{webhookId}': () => null,
  'patch /webhooks/{webhookId}': () => ({ isPaused: true }),
  'delete /webhooks/{webhookId}': () => null,
  'post /webhooks/{webhookId}/test': () => null,
  'get /webhooks/{webhookId}/deliveries': () => null,
  'post /reservations/{reservationId}/end': () => ({ lastDay: null }),
  'get /reservations/{reservationId}/invited': () => null,
  'post /reservations/{reservationId}/mails': () => ({ is: 'invited' }),
};

/** What a query must say. */
const QUERIES: Readonly<Record<string, string>> = {
  'get /rooms/{roomId}/free-windows': '?start=2098-12-08T14:00&minutes=60&zone=Europe%2FBerlin&seats=2',
  'get /calendar': '?from=2098-12-01T00:00:00Z&to=2098-12-31T00:00:00Z',
};

/** What a token for the organisation alone may do. */
const WITHIN_TOKEN: readonly string[] = ['get /organisation', 'get /organisation/kept-data'];

/** Names its target in the body alone. */
const NAMES_IN_BODY: readonly string[] = ['post /reservations'];

async function houseIn(app: TestApp) {
  const house = await app.createHouse();
  const { organisation, admin, organiser } = house;
  const { catalogue } = app;
  const { room } = await catalogue.rooms.create(OPERATOR, organisation.id, { name: `Raum in ${organisation.id}` });
  const { invite } = await catalogue.invites.create(OPERATOR, room.id, { role: 'participant' });
  const { version } = await catalogue.plans.read(OPERATOR, room.id);
  const plan = await catalogue.plans.replace(OPERATOR, room.id, { seats: [{ name: 'Aach' }], quorum: null, version });
  const wish = { organiserId: admin.id, name: 'Belegung', expiresAt: null };
  // It reaches the organisation alone.
  const { token, secret } = await catalogue.tokens.create(OPERATOR, { ...wish, scopes: ['organisation:read'] });
  const client = async ({ email }: typeof admin) => {
    const browser = new AccountClient(app.url);
    expect((await browser.signIn(email, house.password)).status).toBe(200);
    return browser;
  };
  const [asAdmin, asOrganiser] = [await client(admin), await client(organiser)];
  const reserved = await asAdmin.send(
    'POST',
    `${API_PATH}/reservations`,
    BODIES['post /reservations']?.({ roomId: room.id }) ?? {},
  );
  expect(reserved.status, JSON.stringify(reserved.body)).toBe(201);
  const [session] = await catalogue.organisers.sessions(OPERATOR, organiser.id);
  const { webhook } = await catalogue.webhooks.create(OPERATOR, organisation.id, 'https://hook.example/');
  const guest = await app.connect();
  const { self } = await guest.join(room.id, 'Gast');
  const ids: Ids = {
    organiserId: organiser.id,
    sessionId: session?.id ?? '',
    tokenId: token.id,
    webhookId: webhook.id,
    roomId: room.id,
    inviteId: invite.id,
    seatId: plan.seats[0]?.id ?? '',
    planVersion: plan.version,
    participantId: self.participantId,
    reservationId: (reserved.body as unknown as ReservationWithDates).id,
    date: DATE,
  };
  return { ...house, ids, secret, asAdmin, asOrganiser };
}

async function routesOf({
  url,
}: TestApp): Promise<{ route: string; method: (typeof METHODS)[number]; path: string }[]> {
  const { paths } = (await (await fetch(`${url}${API_PATH}/openapi.json`)).json()) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([whole, operations]) =>
    METHODS.flatMap((method) => {
      const path = whole.replace(API_PATH, '');
      return method in operations ? [{ route: `${method} ${path}`, method, path }] : [];
    }),
  );
}

it('no route reaches another organisation, lets in who is nobody, or goes beyond a token', async () => {
  const app = await startTestApp({ capacitySeats: 60 });
  const [own, other] = [await houseIn(app), await houseIn(app)];
  const routes = await routesOf(app);
  // A new route needs a row.
  expect(routes.map(({ route }) => route).sort()).toEqual(Object.keys(BODIES).sort());
  const disabled = await app.createHouse();
  const gone = new AccountClient(app.url);
  await gone.signIn(disabled.admin.email, disabled.password);
  await app.catalogue.organisers.disable(OPERATOR, disabled.admin.id);
  const whatOthersHave = async () => {
    const answers = [];
    for (const { route, method, path } of routes) {
      if (method !== 'get' || route.includes('free-windows')) continue;
      const { body } = await other.asAdmin.send('GET', API_PATH + fill(path, other.ids) + (QUERIES[route] ?? ''));
      answers.push([route, body]);
    }
    return JSON.stringify(answers).replaceAll(/"(lastUsed|lastUsedAt)":"[^"]*"/g, '');
  };
  const before = await whatOthersHave();
  const marks = [
    other.organisation.id,
    ...Object.values(other.ids).filter((id) => id !== DATE && id !== other.ids.planVersion),
  ];

  for (const { route, method, path } of routes) {
    const ask = (client: AccountClient, ids: Ids, headers: Record<string, string> = {}) =>
      client.send(
        upper(method),
        API_PATH + fill(path, ids) + (QUERIES[route] ?? ''),
        BODIES[route]?.(ids) ?? undefined,
        headers,
      );
    for (const nobody of [new AccountClient(app.url), gone]) {
      expect((await ask(nobody, own.ids)).body.code, route).toBe('SIGNED_OUT');
    }
    const beyond = await ask(new AccountClient(app.url), own.ids, { authorization: `Bearer ${own.secret}` });
    if (!WITHIN_TOKEN.includes(route)) expect(beyond.body.code, route).toBe('NOT_ALLOWED');
    const namesTarget = path.includes('{') || NAMES_IN_BODY.includes(route);
    for (const client of namesTarget ? [own.asAdmin, own.asOrganiser] : []) {
      const answer = await ask(client, other.ids);
      expect([answer.status, answer.body.code], route).toEqual([404, 'NOT_FOUND']);
      expect(await ask(client, nowhere(other.ids)).then(({ body }) => body), route).toEqual(answer.body);
    }
    for (const client of namesTarget ? [] : [own.asAdmin, own.asOrganiser]) {
      const { body } = await ask(client, own.ids);
      for (const mark of marks) expect(JSON.stringify(body), route).not.toContain(mark);
    }
  }
  expect(await whatOthersHave()).toBe(before);
});

function fill(path: string, ids: Ids): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
}

/** Of what is not there at all. */
function nowhere(ids: Ids): Ids {
  return Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [name, name === 'date' ? id : `nowhere-${id.slice(0, 5)}`]),
  );
}

function upper(method: (typeof METHODS)[number]): Parameters<AccountClient['send']>[0] {
  switch (method) {
    case 'get':
      return 'GET';
    case 'post':
      return 'POST';
    case 'put':
      return 'PUT';
    case 'patch':
      return 'PATCH';
    case 'delete':
      return 'DELETE';
  }
}
