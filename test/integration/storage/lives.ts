import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { Reservations } from '../../../src/catalogue/reservations/reservations.ts';
import type { Database } from '../../../src/storage/index.ts';
import { mail } from '../../mail/letters.ts';
import { newInvite, newOrganisation, newOrganiser, newRoom } from '../../storage/rows.ts';

/** What becomes of something that is kept, change by change; each is one that storage acknowledges as a whole. */
export interface Life {
  /** What must be there for it, of which nothing is said. */
  prepare?(database: Database, id: string): Promise<unknown>;
  /** What is read of it after each change, and the change. */
  readonly steps: readonly (readonly [word: string, change: (database: Database, id: string) => Promise<unknown>])[];
  read(database: Database, id: string): Promise<string>;
}

/** Before the first change and after the last. */
export const NOTHING = 'nothing';

const seat = (id: string, name: string) => ({ id: `${id} ${name}`, name });
const mailId = (id: string, which: string) => `${id} ${which}`;
const bounds = { createdAfter: 0, usedAfter: 0 };

const room: Life = {
  steps: [
    ['Vorstand: of null', ({ rooms }, id) => rooms.create(newRoom({ id }))],
    ['Beirat: of null', ({ rooms }, id) => rooms.update(id, { name: 'Beirat' })],
    [
      'Beirat: Aach, Buch of 2',
      ({ plans }, id) => plans.exchangePlan(id, () => true, { seats: [seat(id, 'Aach'), seat(id, 'Buch')], quorum: 2 }),
    ],
    [
      'Beirat: Buch, Cham, Aach of 1',
      ({ plans }, id) =>
        plans.exchangePlan(id, () => true, {
          seats: [seat(id, 'Buch'), seat(id, 'Cham'), seat(id, 'Aach')],
          quorum: 1,
        }),
    ],
    [NOTHING, ({ rooms }, id) => rooms.delete(id)],
  ],
  async read({ rooms, plans }, id) {
    const [stored, plan] = [await rooms.findRoom(id), await plans.findPlan(id)];
    if (stored === null || plan === null) return NOTHING;
    return `${stored.name}: ${plan.seats.map(({ name }) => name).join(', ')} of ${plan.quorum}`.replace(':  ', ': ');
  },
};

const invite: Life = {
  steps: [
    [
      'used 0 times',
      ({ rooms }, id) =>
        rooms.createWithInvite(newRoom({ id }), newInvite({ id, roomId: id, secretHash: id, maxUses: 2 })),
    ],
    ['used 1 times', ({ invites }, id) => invites.redeem({ roomId: id, secretHash: id, deviceHash: 'phone' })],
    ['used 2 times', ({ invites }, id) => invites.redeem({ roomId: id, secretHash: id, deviceHash: 'tablet' })],
    ['revoked', ({ invites }, id) => invites.revoke(id)],
    [NOTHING, ({ rooms }, id) => rooms.delete(id)],
  ],
  async read({ rooms, invites }, id) {
    const [stored, kept] = [await rooms.findRoom(id), await invites.find(id)];
    if (stored === null || kept === null) return stored === null && kept === null ? NOTHING : 'half of it';
    return kept.revokedAt === null ? `used ${kept.uses} times` : 'revoked';
  },
};

const meetings = { reload: async () => {} };
const reservationsOf = ({ reservations: store }: Database) =>
  new Reservations({ store, meetings, capacitySeats: 1_000_000 });
const times = { start: '2099-03-02T10:00', minutes: 60, zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;COUNT=5' };
/** The catalogue names a reservation; here it is found by its room. */
const reservationIn = async ({ reservations }: Database, roomId: string) =>
  (await reservations.nextOf(roomId, 0))?.reservationId ?? '';

const reservation: Life = {
  prepare: ({ rooms }, id) => rooms.create(newRoom({ id })),
  steps: [
    ['', (database, id) => reservationsOf(database).create(OPERATOR, { ...times, roomId: id, seats: 2 })],
    [
      '2099-03-10T11:00',
      async (database, id) =>
        reservationsOf(database).moveDate(OPERATOR, await reservationIn(database, id), '2099-03-09T10:00', {
          start: '2099-03-10T11:00',
          minutes: 30,
        }),
    ],
    [
      '2099-03-10T11:00, cancelled',
      async (database, id) =>
        reservationsOf(database).cancelDate(OPERATOR, await reservationIn(database, id), '2099-03-16T10:00'),
    ],
    [NOTHING, async (database, id) => reservationsOf(database).delete(OPERATOR, await reservationIn(database, id))],
  ],
  async read(database, id) {
    const reservationId = await reservationIn(database, id);
    const kept = await database.reservations.find(reservationId);
    if (kept === null) return reservationId === '' ? NOTHING : 'seats without a reservation';
    return kept.series.changes.map(({ moved }) => moved?.start ?? 'cancelled').join(', ');
  },
};

const account: Life = {
  steps: [
    ['house', ({ organisations }, id) => organisations.create(newOrganisation({ id, name: `Klinik ${id}` }))],
    [
      'house, person',
      ({ organisers }, id) => organisers.create(newOrganiser({ id, organisationId: id, email: `eva@${id}.example` })),
    ],
    [
      'house, person, link',
      ({ credentials }, id) =>
        credentials.keep({ organiserId: id, secretHash: id, expiresAt: Date.now() + 86_400_000, isAsked: false }),
    ],
    ['house, person, password', ({ credentials }, id) => credentials.spend(id, `password of ${id}`)],
    [
      'house, person, password, session',
      ({ sessions }, id) =>
        sessions.open(
          { id, organiserId: id, tokenHash: id, replaces: null, browserHash: id },
          { passwordHash: `password of ${id}` },
        ),
    ],
    [
      'house, person, password, session, token',
      ({ tokens }, id) =>
        tokens.create({ id, organiserId: id, tokenHash: id, name: 'App', scopes: ['rooms:read'], expiresAt: null }),
    ],
    ['house, person, password, session', ({ tokens }, id) => tokens.delete(id)],
    ['house, person', ({ organisers }, id) => organisers.update(id, { isDisabled: true })],
    [NOTHING, ({ organisations }, id) => organisations.delete(id)],
  ],
  async read({ organisations, organisers, credentials, sessions, tokens }, id) {
    const words = {
      house: await organisations.find(id),
      person: await organisers.find(id),
      link: await credentials.find(id),
      password: (await credentials.byOrganiser(id))?.passwordHash ?? null,
      session: await sessions.find(id, bounds),
      token: await tokens.find(id),
    };
    const found = Object.entries(words).flatMap(([word, one]) => (one === null ? [] : [word]));
    return found.length === 0 ? NOTHING : found.join(', ');
  },
};

const mails: Life = {
  prepare: ({ rooms }, id) => rooms.create(newRoom({ id })),
  steps: [
    [
      'waiting, waiting',
      ({ mails }, id) =>
        mails.post(
          ['first', 'second'].map((which) => ({ ...mail({ roomId: id }), id: mailId(id, which) })),
          1_000_000,
        ),
    ],
    ['sent, waiting', ({ mails }, id) => mails.settle(mailId(id, 'first'), null)],
    ['sent, failed', ({ mails }, id) => mails.settle(mailId(id, 'second'), 'mail-refused')],
    [NOTHING, ({ rooms }, id) => rooms.delete(id)],
  ],
  async read({ mails }, id) {
    const states = (await mails.deliveriesOf({ roomId: id })).map(({ id: which, state }) => [which, state] as const);
    const kept = new Map(states);
    if (kept.size === 0) return NOTHING;
    return ['first', 'second'].map((which) => kept.get(mailId(id, which)) ?? 'missing').join(', ');
  },
};

export const LIVES: Readonly<Record<string, Life>> = { room, invite, reservation, account, mails };
