import type { Kysely } from 'kysely';
import type { RoomOwner } from '../../../catalogue/ports.ts';
import type {
  ChangeStep,
  Judge,
  NewReservation,
  Place,
  ReservationScope,
  ReservationStore,
  ReservedWindow,
  SeatWindow,
  Span,
  StoredReservation,
} from '../../../catalogue/reservations/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { recallReminders } from '../mail/reminder-repository.ts';
import { changeRows, columns, fromRow, zoneRules } from './reservation-rows.ts';

/** As many as SQLite takes in one statement, with room to spare. */
const ROWS_AT_ONCE = 500;

/**
 * Reservations as they are kept. Beside its series each has its windows as instants, so that what is reserved at a time
 * is found without working out all series. Every promise resolves after the change has reached the disk.
 */
export class ReservationRepository implements ReservationStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  findPlace(roomId: string): Promise<(Place & { readonly owner: RoomOwner | null }) | null> {
    return findPlaceIn(this.#read, roomId);
  }

  find(reservationId: string): Promise<StoredReservation | null> {
    return findIn(this.#read, reservationId);
  }

  async list({ organisationId }: ReservationScope, span?: Span): Promise<readonly StoredReservation[]> {
    let query = reservationsIn(this.#read).orderBy('reservations.start').orderBy('reservations.id');
    if (organisationId !== null) query = query.where('rooms.organisation_id', '=', organisationId);
    if (span !== undefined) {
      query = query.where('reservations.id', 'in', (select) =>
        select
          .selectFrom('reservation_windows')
          .select('reservation_id')
          .where('ends_at', '>', span.from)
          .where('begins_at', '<', span.to),
      );
    }
    const rows = await query.execute();
    const changes = new Map<string, Awaited<ReturnType<typeof changesIn>>>();
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const ids = rows.slice(from, from + ROWS_AT_ONCE).map(({ id }) => id);
      for (const change of await changesIn(this.#read, ids)) {
        changes.set(change.reservation_id, [...(changes.get(change.reservation_id) ?? []), change]);
      }
    }
    return rows.map((row) => fromRow(row, changes.get(row.id) ?? []));
  }

  windowsWithin(span: Span): Promise<readonly ReservedWindow[]> {
    return windowsIn(this.#read, span);
  }

  async nextOf(roomId: string, at: number): Promise<(ReservedWindow & { readonly zone: string }) | null> {
    const next = windowsOf(this.#read).select('reservations.zone').where('reservations.room_id', '=', roomId);
    const later = next.where('reservation_windows.closes_at', '>', at).orderBy('reservation_windows.opens_at');
    return (await later.limit(1).executeTakeFirst()) ?? null;
  }

  async create(
    reservation: NewReservation,
    { windows, judge }: { readonly windows: readonly SeatWindow[]; readonly judge: Judge },
  ): Promise<StoredReservation> {
    const { id, roomId } = reservation;
    return this.#write.transaction().execute(async (step) => {
      await judgeIn(step, { id, roomId, seats: reservation.seats, windows, judge });
      const now = Date.now();
      const row = { id, room_id: roomId, ...columns(reservation), created_at: now, updated_at: now };
      await step.insertInto('reservations').values(row).execute();
      await keepDates(step, id, { series: reservation.series, windows });
      return findOrThrow(step, id);
    });
  }

  async change(reservationId: string, { change, windowsOf, judge }: ChangeStep): Promise<StoredReservation | null> {
    return this.#write.transaction().execute(async (step) => {
      const stored = await findIn(step, reservationId);
      if (stored === null) return null;
      const changed = { ...stored, ...change(stored) };
      const windows = windowsOf(changed);
      const { roomId, seats } = changed;
      const promised = seats > stored.seats ? [] : await promisedIn(step, reservationId);
      const wished = windows.filter((window) => window.endsAt > Date.now() && !promised.some(isWithin(window)));
      await judgeIn(step, { id: reservationId, roomId, seats, windows: wished, judge });
      const set = { ...columns(changed), updated_at: Date.now() };
      await step.updateTable('reservations').set(set).where('id', '=', reservationId).execute();
      await forgetDates(step, reservationId);
      await keepDates(step, reservationId, { series: changed.series, windows });
      await recallReminders(step, reservationId);
      return findOrThrow(step, reservationId);
    });
  }

  async delete(reservationId: string): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      await forgetDates(step, reservationId);
      await recallReminders(step, reservationId);
      const deletion = step.deleteFrom('reservations').where('id', '=', reservationId);
      return (await deletion.executeTakeFirstOrThrow()).numDeletedRows > 0n;
    });
  }

  /** Those that were over, cancelled or last changed before then, with everything of them. */
  async deleteEnded(then: number): Promise<void> {
    await this.#write
      .deleteFrom('reservations')
      .where('updated_at', '<', then)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('reservation_windows')
              .select('date')
              .whereRef('reservation_id', '=', 'reservations.id')
              .where('closes_at', '>=', then),
          ),
        ),
      )
      .execute();
  }

  /** The rules of time zones change, and local times are other instants then: those are worked out anew. */
  async followZones(windowsOf: (stored: StoredReservation) => readonly SeatWindow[]): Promise<void> {
    const rules = zoneRules();
    const old = await this.#read.selectFrom('reservations').select('id').where('zone_rules', '!=', rules).execute();
    for (const { id } of old) {
      await this.#write.transaction().execute(async (step) => {
        const stored = await findIn(step, id);
        if (stored === null) return;
        await forgetDates(step, id);
        await keepDates(step, id, { series: stored.series, windows: windowsOf(stored) });
        await recallReminders(step, id);
        await step.updateTable('reservations').set({ zone_rules: rules }).where('id', '=', id).execute();
      });
    }
  }
}

function reservationsIn(db: Kysely<Schema>) {
  return db
    .selectFrom('reservations')
    .innerJoin('rooms', 'rooms.id', 'reservations.room_id')
    .leftJoin('organisations', 'organisations.id', 'rooms.organisation_id')
    .selectAll('reservations')
    .select('organisations.federal_state')
    .select(['rooms.name as room_name', 'rooms.organisation_id', 'rooms.organiser_id']);
}

function changesIn(db: Kysely<Schema>, ids: readonly string[]) {
  return db.selectFrom('reservation_changes').selectAll().where('reservation_id', 'in', ids).orderBy('date').execute();
}

async function findIn(db: Kysely<Schema>, reservationId: string): Promise<StoredReservation | null> {
  const row = await reservationsIn(db).where('reservations.id', '=', reservationId).executeTakeFirst();
  return row === undefined ? null : fromRow(row, await changesIn(db, [reservationId]));
}

async function findOrThrow(db: Kysely<Schema>, reservationId: string): Promise<StoredReservation> {
  const found = await findIn(db, reservationId);
  if (found === null) throw new AppError('NOT_FOUND');
  return found;
}

async function findPlaceIn(db: Kysely<Schema>, roomId: string) {
  const row = await db
    .selectFrom('rooms')
    .leftJoin('organisations', 'organisations.id', 'rooms.organisation_id')
    .select(['rooms.organisation_id', 'rooms.organiser_id', 'rooms.max_participants', 'organisations.max_seats'])
    .where('rooms.id', '=', roomId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { organisation_id: organisationId, organiser_id: organiserId } = row;
  const owner = organisationId === null ? null : { organisationId, organiserId };
  return { roomId, organisationId, roomSeats: row.max_participants, houseSeats: row.max_seats, owner };
}

/** In a transaction, which nobody else's write comes between. Errors: NOT_FOUND, as `judge`. */
async function judgeIn(
  db: Kysely<Schema>,
  {
    id,
    roomId,
    seats,
    windows,
    judge,
  }: {
    readonly id: string;
    readonly roomId: string;
    readonly seats: number;
    readonly windows: readonly SeatWindow[];
    readonly judge: Judge;
  },
): Promise<void> {
  const place = await findPlaceIn(db, roomId);
  if (place === null) throw new AppError('NOT_FOUND');
  if (windows.length === 0) return;
  const from = Math.min(...windows.map(({ opensAt }) => opensAt));
  const to = Math.max(...windows.map(({ closesAt }) => closesAt));
  const all = await windowsIn(db, { from, to });
  judge({ place, seats, windows, others: all.filter(({ reservationId }) => reservationId !== id) });
}

async function windowsIn(db: Kysely<Schema>, { from, to }: Span): Promise<readonly ReservedWindow[]> {
  return windowsOf(db)
    .where('reservation_windows.closes_at', '>', from)
    .where('reservation_windows.opens_at', '<', to)
    .orderBy('reservation_windows.opens_at')
    .execute();
}

function windowsOf(db: Kysely<Schema>) {
  return db
    .selectFrom('reservation_windows')
    .innerJoin('reservations', 'reservations.id', 'reservation_windows.reservation_id')
    .innerJoin('rooms', 'rooms.id', 'reservations.room_id')
    .select([
      'reservations.id as reservationId',
      'reservations.room_id as roomId',
      'rooms.organisation_id as organisationId',
      'reservations.seats',
      'reservation_windows.date',
      'reservation_windows.begins_at as beginsAt',
      'reservation_windows.ends_at as endsAt',
      'reservation_windows.opens_at as opensAt',
      'reservation_windows.closes_at as closesAt',
    ]);
}

/** What was promised once is not asked for again, also when this server is said to carry less by now. */
async function promisedIn(
  db: Kysely<Schema>,
  id: string,
): Promise<readonly Pick<SeatWindow, 'opensAt' | 'closesAt'>[]> {
  const windows = db.selectFrom('reservation_windows').where('reservation_id', '=', id);
  return windows.select(['opens_at as opensAt', 'closes_at as closesAt']).execute();
}

function isWithin({ opensAt, closesAt }: SeatWindow) {
  return (window: Pick<SeatWindow, 'opensAt' | 'closesAt'>) => window.opensAt <= opensAt && window.closesAt >= closesAt;
}

async function keepDates(
  db: Kysely<Schema>,
  id: string,
  { series, windows }: { readonly series: StoredReservation['series']; readonly windows: readonly SeatWindow[] },
): Promise<void> {
  const changes = changeRows(id, series);
  if (changes.length > 0) await db.insertInto('reservation_changes').values(changes).execute();
  if (windows.length === 0) return;
  const rows = windows.map(({ date, beginsAt, endsAt, opensAt, closesAt }) => ({
    reservation_id: id,
    date,
    begins_at: beginsAt,
    ends_at: endsAt,
    opens_at: opensAt,
    closes_at: closesAt,
  }));
  await db.insertInto('reservation_windows').values(rows).execute();
}

async function forgetDates(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('reservation_changes').where('reservation_id', '=', id).execute();
  await db.deleteFrom('reservation_windows').where('reservation_id', '=', id).execute();
}
