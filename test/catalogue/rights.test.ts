import { expect, it } from 'vitest';
import { type Actor, type Deed, may, OPERATOR, RIGHTS, scopeOf } from '../../src/catalogue/access/rights.ts';
import type { OwnedRoom } from '../../src/catalogue/ports.ts';
import { AppError } from '../../src/platform/errors.ts';
import { SCOPES } from '../../src/protocol/api/scopes.ts';
import { type House, openTestCatalogue } from '../helpers/servers/houses.ts';
import { newPasskey } from '../storage/storage.ts';

type Person = House['admin'];
type Open = Awaited<ReturnType<typeof openTestCatalogue>>;

function actorOf({ id: organiserId, organisationId, role }: Person): Actor {
  return { kind: 'organiser', organiserId, organisationId, role };
}

async function twoHouses() {
  const app = await openTestCatalogue();
  return { app, own: await houseIn(app), other: await houseIn(app) };
}

const around = { minutesBefore: 0, minutesAfter: 0 };
const wish = { seats: 1, minutes: 60, start: '2099-03-02T10:00', zone: 'Europe/Berlin', rule: null, ...around };

interface HouseWithRoom extends House {
  readonly room: OwnedRoom;
  readonly inviteId: string;
  readonly seatId: string;
  /** By whose they are. */
  readonly tokenIds: Readonly<Record<string, string>>;
  readonly planVersion: string;
  readonly reservationId: string;
  readonly webhookId: string;
}

/** Whose people all have something that can be taken from them. */
async function houseIn({ createHouse, database, catalogue }: Open): Promise<HouseWithRoom> {
  const house = await createHouse();
  for (const { id } of [house.admin, house.organiser]) {
    await database.secondFactors.begin(id, 'secret');
    await database.passkeys.add(newPasskey({ id: `of ${id}`, organiserId: id }));
  }
  const { room } = await catalogue.rooms.create(actorOf(house.admin), house.organisation.id, { name: 'Vorstand' });
  const { invite } = await catalogue.invites.create(OPERATOR, room.id, { role: 'participant' });
  const { version } = await catalogue.plans.read(OPERATOR, room.id);
  const tokenIds: Record<string, string> = {};
  for (const { id: organiserId } of [house.admin, house.organiser]) {
    const wish = { organiserId, name: 'Belegung', scopes: ['rooms:read'], expiresAt: null } as const;
    tokenIds[organiserId] = (await catalogue.tokens.create(OPERATOR, wish)).token.id;
  }
  const plan = { seats: [{ name: 'Aach' }], quorum: null, version };
  const { seats, version: planVersion } = await catalogue.plans.replace(OPERATOR, room.id, plan);
  const later = { ...wish, roomId: room.id, start: '2099-03-03T10:00' };
  const { id: reservationId } = await catalogue.reservations.create(OPERATOR, later);
  const seatId = seats[0]?.id ?? '';
  const { webhook } = await catalogue.webhooks.create(OPERATOR, house.organisation.id, 'https://hook.example/');
  await catalogue.calls.setAddress(OPERATOR, room.id, seatId, { email: 'aach@kreis.example', language: 'de' });
  return { ...house, room, reservationId, webhookId: webhook.id, inviteId: invite.id, seatId, planVersion, tokenIds };
}

/** Every use case, done to a house and its organiser. A deed without a row does not compile. */
function trials({ catalogue, meetings }: Open, house: HouseWithRoom) {
  const { organisations, organisers, rooms, invites, plans, calls, tokens, privacy, reservations, webhooks } =
    catalogue;
  const [houseId, personId, roomId] = [house.organisation.id, house.organiser.id, house.room.id];
  const newcomer = {
    organisationId: houseId,
    email: `neu@${houseId}.example`,
    name: 'Neu',
    role: 'organiser',
  } as const;
  const all: Readonly<Record<Deed, (actor: Actor) => Promise<unknown>>> = {
    'organisation:create': (actor) => organisations.create(actor, { name: `Neu neben ${houseId}` }),
    'organisation:list': (actor) => organisations.list(actor),
    'organisation:read': (actor) => organisations.read(actor, houseId),
    'organisation:read-kept': (actor) => privacy.reportOf(actor, houseId, { openRoomDays: 14, reservationDays: 14 }),
    'organisation:update': (actor) => organisations.update(actor, houseId, { name: `Neu statt ${houseId}` }),
    'organisation:set-quotas': (actor) => organisations.setQuotas(actor, houseId, { maxRooms: 1 }),
    'organisation:delete': (actor) => organisations.delete(actor, houseId),
    'organiser:invite': (actor) => organisers.invite(actor, newcomer),
    'organiser:list': (actor) => organisers.list(actor, houseId),
    'organiser:read': (actor) => organisers.read(actor, personId),
    'organiser:rename': (actor) => organisers.rename(actor, personId, 'Anders'),
    'organiser:set-role': (actor) => organisers.setRole(actor, personId, 'admin'),
    'organiser:disable': (actor) => organisers.disable(actor, personId),
    'organiser:enable': (actor) => organisers.enable(actor, personId),
    'organiser:make-link': (actor) => organisers.makeLink(actor, personId),
    'organiser:mail-link': (actor) => catalogue.organiserMail.sendLink(actor, personId, 'de'),
    'organiser:list-mails': (actor) => catalogue.organiserMail.list(actor, personId),
    'organiser:remove-second-factor': (actor) => organisers.removeSecondFactor(actor, personId),
    'organiser:list-passkeys': (actor) => organisers.passkeys(actor, personId),
    'organiser:rename-passkey': (actor) => organisers.renamePasskey(actor, personId, `of ${personId}`, 'Anders'),
    'organiser:remove-passkeys': (actor) => organisers.removePasskeys(actor, personId),
    'organiser:delete': (actor) => organisers.delete(actor, personId),
    'organiser:list-sessions': (actor) => organisers.sessions(actor, personId),
    'organiser:end-sessions': (actor) => organisers.endSessions(actor, personId),
    'privacy:report': (actor) => privacy.report(actor, { openRoomDays: 14, reservationDays: 14 }),
    'privacy:erase': (actor) => privacy.eraseAddress(actor, house.organiser.email, '0'),
    'room:create': (actor) => rooms.create(actor, houseId, { name: 'Neu' }),
    'room:list': (actor) => rooms.list(actor, houseId),
    'room:read': (actor) => rooms.read(actor, roomId),
    'room:update': (actor) => rooms.update(actor, roomId, { name: 'Anders' }),
    'room:delete': (actor) => rooms.delete(actor, roomId),
    'feed:make': (actor) => catalogue.feeds.make(actor, personId),
    'feed:read': (actor) => catalogue.feeds.read(actor, personId),
    'feed:revoke': (actor) => catalogue.feeds.revoke(actor, personId),
    'token:create': (actor) =>
      tokens.create(actor, { organiserId: personId, name: 'Neu', scopes: ['rooms:read'], expiresAt: null }),
    'token:list': (actor) => tokens.list(actor, personId),
    'token:revoke': (actor) => tokens.revoke(actor, house.tokenIds[personId] ?? ''),
    'webhook:create': (actor) => webhooks.create(actor, houseId, 'https://hook.example/'),
    'webhook:list': (actor) => webhooks.list(actor, houseId),
    'webhook:update': (actor) => webhooks.pause(actor, house.webhookId),
    'webhook:delete': (actor) => webhooks.delete(actor, house.webhookId),
    'webhook:test': (actor) => webhooks.test(actor, house.webhookId),
    'invite:list': (actor) => invites.list(actor, roomId),
    'invite:create': (actor) => invites.create(actor, roomId, { role: 'participant' }),
    'invite:revoke': (actor) => invites.revoke(actor, house.inviteId),
    'plan:read': (actor) => plans.read(actor, roomId),
    'plan:replace': async (actor) =>
      plans.replace(actor, roomId, { seats: [], quorum: null, version: house.planVersion }),
    'plan:invite': (actor) => plans.invite(actor, roomId, house.seatId),
    'plan:set-address': (actor) =>
      calls.setAddress(actor, roomId, house.seatId, { email: 'aach@kreis.example', language: 'de' }),
    'call:read': (actor) => calls.read(actor, roomId),
    'call:everyone': (actor) => calls.everyone(actor, roomId),
    'meeting:read': (actor) => meetings.read(actor, roomId),
    'meeting:remove-person': (actor) => meetings.remove(actor, roomId, 'anybody'),
    'meeting:end': (actor) => meetings.end(actor, roomId),
    'reservation:create': (actor) => reservations.create(actor, { ...wish, roomId }),
    'reservation:list': (actor) => reservations.list(actor, houseId),
    'reservation:read': (actor) => reservations.read(actor, house.reservationId),
    'reservation:update': (actor) => reservations.update(actor, house.reservationId, { seats: 4 }),
    'reservation:delete': (actor) => reservations.delete(actor, house.reservationId),
    'reservation:read-invited': (actor) => catalogue.invitations.read(actor, house.reservationId),
    'reservation:send-mail': (actor) => catalogue.invitations.send(actor, house.reservationId, { is: 'invited' }),
    'reservation:find-free': (actor) => reservations.findFree(actor, roomId, { ...wish, ...around }),
  };
  return all;
}

/** Of no organisation, so nothing is told by saying that they may not. */
const OF_INSTALLATION: readonly Deed[] = [
  'organisation:create',
  'organisation:list',
  'privacy:report',
  'privacy:erase',
];

const DEEDS = Object.keys(RIGHTS) as Deed[];

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof AppError ? error.code : String(error)),
  );

/** A house to which nothing was done: another one after each deed that was. */
function untouchedHouseIn(app: Open) {
  let house: HouseWithRoom | null = null;
  return {
    async now(): Promise<HouseWithRoom> {
      house ??= await houseIn(app);
      return house;
    },
    async after(work: Promise<unknown>): Promise<string> {
      const code = await codeOf(work);
      if (code !== 'NOT_ALLOWED') house = null;
      return code;
    },
  };
}

it('nobody of one organisation does anything to another, or learns that it is there', async () => {
  const { app, own, other } = await twoHouses();
  const before = JSON.stringify([
    await app.catalogue.organisations.list(OPERATOR),
    await app.catalogue.organisers.list(OPERATOR, other.organisation.id),
    await app.catalogue.rooms.list(OPERATOR, other.organisation.id),
    await app.catalogue.invites.list(OPERATOR, other.room.id),
    await app.database.plans.listSeats(other.room.id),
    await app.catalogue.reservations.list(OPERATOR, other.organisation.id),
  ]);
  const missing = { ...other, organisation: { ...other.organisation, id: 'missing' } };
  const nobody = {
    ...missing,
    organiser: { ...other.organiser, id: 'nobody' },
    room: { ...other.room, id: 'nowhere' },
    inviteId: 'none',
    reservationId: 'nothing',
  };
  for (const actor of [own.admin, own.organiser].map(actorOf)) {
    for (const deed of DEEDS) {
      const code = await codeOf(trials(app, other)[deed](actor));
      const ofInstallation = OF_INSTALLATION.includes(deed);
      expect(code, deed).toBe(ofInstallation ? 'NOT_ALLOWED' : 'NOT_FOUND');
      expect(code, deed).toBe(await codeOf(trials(app, nobody)[deed](actor)));
    }
  }
  const after = [
    await app.catalogue.organisations.list(OPERATOR),
    await app.catalogue.organisers.list(OPERATOR, other.organisation.id),
    await app.catalogue.rooms.list(OPERATOR, other.organisation.id),
    await app.catalogue.invites.list(OPERATOR, other.room.id),
    await app.database.plans.listSeats(other.room.id),
    await app.catalogue.reservations.list(OPERATOR, other.organisation.id),
  ];
  expect(JSON.stringify(after)).toBe(before);
});

it('a session of another organisation is not ended by its id', async () => {
  const { app, own, other } = await twoHouses();
  const { organisers } = app.catalogue;
  const attempt = { email: other.admin.email, password: other.password, address: '192.0.2.1' };
  await app.accounts.signIn.signIn({ ...attempt, code: null, formerToken: null, browser: null });
  const [session] = await organisers.sessions(OPERATOR, other.admin.id);
  const end = (actor: Actor, organiserId: string) =>
    codeOf(organisers.endSession(actor, organiserId, session?.id ?? ''));
  expect(await end(actorOf(own.admin), other.admin.id)).toBe('NOT_FOUND');
  expect(await end(actorOf(own.admin), own.admin.id)).toBe('NOT_FOUND');
  expect(await organisers.sessions(OPERATOR, other.admin.id)).toHaveLength(1);
});

it('the operator does all of it', async () => {
  const app = await openTestCatalogue();
  for (const deed of DEEDS) {
    expect(await codeOf(trials(app, await houseIn(app))[deed](OPERATOR)), deed).toBe('done');
  }
});

it('within an organisation its admins do to others what an organiser may not', async () => {
  const ADMINS: readonly Deed[] = DEEDS.filter(
    (deed) =>
      (deed.startsWith('organiser:') && !deed.includes('passkey')) ||
      /^(organisation:update|token:(list|revoke)|feed:(read|revoke)|webhook:.*)$/.test(deed),
  );
  const EVERYBODYS = DEEDS.filter(
    (deed) => deed.startsWith('organisation:read') || /^(room|invite|plan|call|meeting|reservation):/.test(deed),
  );
  const app = await openTestCatalogue();
  const house = untouchedHouseIn(app);
  for (const deed of DEEDS) {
    const own = await house.now();
    const toAdmin = { ...own, organiser: own.admin };
    const byOrganiser = await house.after(trials(app, toAdmin)[deed](actorOf(own.organiser)));
    expect(byOrganiser, deed).toBe(EVERYBODYS.includes(deed) ? 'done' : 'NOT_ALLOWED');
    const another = await house.now();
    const byAdmin = await house.after(trials(app, another)[deed](actorOf(another.admin)));
    expect(byAdmin, deed).toBe(EVERYBODYS.includes(deed) || ADMINS.includes(deed) ? 'done' : 'NOT_ALLOWED');
  }
});

it('an admin takes nothing from themselves that they could not give back', async () => {
  const { app, own } = await twoHouses();
  const toThemselves = trials(app, { ...own, organiser: own.admin });
  for (const deed of ['organiser:set-role', 'organiser:disable', 'organiser:delete', 'organiser:make-link'] as const) {
    expect(await codeOf(toThemselves[deed](actorOf(own.admin))), deed).toBe('NOT_ALLOWED');
  }
});

it('an organiser sees and renames themselves, signs themselves out, and has the say over their passkeys', async () => {
  const { app, own } = await twoHouses();
  const done: Deed[] = [];
  for (const deed of DEEDS.filter((each) => each.startsWith('organiser:'))) {
    if ((await codeOf(trials(app, own)[deed](actorOf(own.organiser)))) === 'done') done.push(deed);
  }
  expect(done).toEqual([
    'organiser:read',
    'organiser:rename',
    'organiser:list-passkeys',
    'organiser:rename-passkey',
    'organiser:remove-passkeys',
    'organiser:list-sessions',
    'organiser:end-sessions',
  ]);
});

it('what belongs to the installation as a whole belongs to no organisation that calls itself so', () => {
  const actor: Actor = { kind: 'organiser', organiserId: 'a', organisationId: '', role: 'admin' };
  for (const deed of DEEDS) expect(may(actor, deed, { organisationId: null }), deed).toBe(false);
});

it("a house's rooms are all its organisers', and nobody else's; the operator's are the operator's alone", async () => {
  const { app, own, other } = await twoHouses();
  const { rooms } = app.catalogue;
  const names = async (person: Person) =>
    (await rooms.list(actorOf(person), person.organisationId)).map(({ name }) => name);
  const { room: council } = await rooms.create(actorOf(own.organiser), own.organisation.id, { name: 'Personalrat' });
  const { room: operators } = await rooms.create(OPERATOR, null, { name: 'Betreiber' });
  expect(council.owner).toEqual({ organisationId: own.organisation.id, organiserId: own.organiser.id });
  expect(await names(own.admin)).toEqual(['Vorstand', 'Personalrat']);
  expect(await names(own.organiser)).toEqual(['Vorstand', 'Personalrat']);
  expect(await names(other.admin)).toEqual(['Vorstand']);
  expect(operators.owner).toBeNull();
  expect(await codeOf(rooms.read(actorOf(own.admin), operators.id))).toBe('NOT_FOUND');
  expect(await codeOf(rooms.delete(actorOf(own.admin), operators.id))).toBe('NOT_FOUND');
  expect(await codeOf(rooms.create(actorOf(own.admin), null, { name: 'Fremd' }))).toBe('NOT_ALLOWED');
  expect(await rooms.read(OPERATOR, operators.id)).toEqual(operators);
});

it("a house's rooms are reserved by all its organisers, and the operator's by the operator", async () => {
  const { app, own, other } = await twoHouses();
  const { reservations, rooms } = app.catalogue;
  const seen = async (person: Person) =>
    (await reservations.list(actorOf(person), person.organisationId)).map(({ id }) => id);
  expect(await seen(own.organiser)).toEqual([own.reservationId]);
  expect(await seen(other.organiser)).toEqual([other.reservationId]);
  const { room: operators } = await rooms.create(OPERATOR, null, { name: 'Betreiber' });
  const { id } = await reservations.create(OPERATOR, { ...wish, roomId: operators.id });
  for (const actor of [own.admin, own.organiser].map(actorOf)) {
    expect(await codeOf(reservations.create(actor, { ...wish, roomId: operators.id }))).toBe('NOT_FOUND');
    expect(await codeOf(reservations.read(actor, id))).toBe('NOT_FOUND');
    expect(await codeOf(reservations.findFree(actor, operators.id, { ...wish, ...around }))).toBe('NOT_FOUND');
    expect(await codeOf(reservations.list(actor, null))).toBe('NOT_ALLOWED');
  }
});

it('a token does what its scopes name and its organiser may, and nothing else', async () => {
  for (const deed of DEEDS) {
    for (const scopes of [[], ...SCOPES.map((scope) => [scope]), [...SCOPES]]) {
      const app = { kind: 'organiser', organiserId: 'a', organisationId: 'house', scopes } as const;
      const target = { organisationId: 'house', organiserId: 'b' };
      const scope = scopeOf(deed);
      const reaches = scope !== null && scopes.includes(scope);
      for (const role of ['organiser', 'admin'] as const) {
        const { scopes: _, ...signedIn } = app;
        const mayItself = may({ ...signedIn, role }, deed, target);
        expect(may({ ...app, role }, deed, target), `${deed} with ${scopes}`).toBe(mayItself && reaches);
      }
    }
  }
  // What could be used to get around a token's end is for who is signed in.
  for (const deed of ['token:create', 'organiser:make-link', 'organiser:remove-second-factor'] as const) {
    expect(scopeOf(deed), deed).toBeNull();
  }
});
