import type { Kysely, Updateable } from 'kysely';
import { readRoomDefaults } from '../../../catalogue/organisations/room-defaults.ts';
import type {
  Logo,
  LogoFacts,
  NewOrganisation,
  OrganisationChanges,
  OrganisationStore,
  Quotas,
  StoredOrganisation,
} from '../../../catalogue/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import { plainName } from '../../../protocol/base/text.ts';
import type { Connections, OrganisationRow, OrganisationTable, Schema } from '../../schema/schema.ts';

/** Member houses as they are kept. Every promise resolves after the change has reached the disk. */
export class OrganisationRepository implements OrganisationStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async create({ id, roomDefaults, ...said }: NewOrganisation): Promise<StoredOrganisation> {
    const now = Date.now();
    const row = {
      id,
      name: said.name,
      sender_name: said.senderName,
      colour: said.colour,
      federal_state: said.federalState,
      max_rooms: said.maxRooms,
      max_seats: said.maxSeats,
      room_defaults: JSON.stringify(roomDefaults),
      created_at: now,
      updated_at: now,
    };
    return this.#write.transaction().execute(async (step) => {
      const name_key = await keyOf(step, row, false);
      const insert = step
        .insertInto('organisations')
        .values({ ...row, name_key })
        .returningAll();
      return fromRow(await insert.executeTakeFirstOrThrow(), null);
    });
  }

  async find(organisationId: string): Promise<StoredOrganisation | null> {
    return findIn(this.#read, organisationId);
  }

  async list(): Promise<readonly StoredOrganisation[]> {
    const rows = await this.#read.selectFrom('organisations').selectAll().orderBy('name_key').execute();
    const logos = await this.#read
      .selectFrom('logos')
      .select(['organisation_id', ...LOGO_FACTS])
      .execute();
    const logoOf = new Map(logos.map(({ organisation_id, ...logo }) => [organisation_id, logo]));
    return rows.map((row) => fromRow(row, logoOf.get(row.id) ?? null));
  }

  async update(
    organisationId: string,
    changes: OrganisationChanges,
    { sharesName } = { sharesName: false },
  ): Promise<StoredOrganisation | null> {
    const { name } = changes;
    const set = changedColumns(changes);
    return this.#write.transaction().execute(async (step) => {
      if (name === undefined) return setIn(step, organisationId, set);
      const name_key = await keyOf(step, { id: organisationId, name }, sharesName);
      return setIn(step, organisationId, { ...set, name, name_key });
    });
  }

  async setQuotas(organisationId: string, { maxRooms, maxSeats }: Partial<Quotas>): Promise<StoredOrganisation | null> {
    const set: Updateable<OrganisationTable> = {};
    if (maxRooms !== undefined) set.max_rooms = maxRooms;
    if (maxSeats !== undefined) set.max_seats = maxSeats;
    return this.#write.transaction().execute((step) => setIn(step, organisationId, set));
  }

  async setLogo(organisationId: string, logo: Logo | null): Promise<StoredOrganisation | null> {
    return this.#write.transaction().execute(async (step) => {
      await step.deleteFrom('logos').where('organisation_id', '=', organisationId).execute();
      const house = await findIn(step, organisationId);
      if (house === null || logo === null) return house;
      const { key, type, width, height, bytes } = logo;
      const row = { organisation_id: organisationId, key, type, width, height, bytes };
      await step.insertInto('logos').values(row).execute();
      return { ...house, logo: { key, type, width, height } };
    });
  }

  async findLogo(key: string): Promise<Pick<Logo, 'type' | 'bytes'> | null> {
    const query = this.#read.selectFrom('logos').select(['type', 'bytes']).where('key', '=', key);
    return (await query.executeTakeFirst()) ?? null;
  }

  async delete(organisationId: string): Promise<readonly string[] | null> {
    return this.#write.transaction().execute(async (step) => {
      const rooms = await step.selectFrom('rooms').select('id').where('organisation_id', '=', organisationId).execute();
      const deletion = step.deleteFrom('organisations').where('id', '=', organisationId);
      const { numDeletedRows } = await deletion.executeTakeFirstOrThrow();
      return numDeletedRows === 0n ? null : rooms.map(({ id }) => id);
    });
  }
}

async function setIn(
  db: Kysely<Schema>,
  organisationId: string,
  columns: Updateable<OrganisationTable>,
): Promise<StoredOrganisation | null> {
  const update = db.updateTable('organisations').set({ ...columns, updated_at: Date.now() });
  await update.where('id', '=', organisationId).execute();
  return findIn(db, organisationId);
}

/**
 * What all spellings of a house's name have in common. A house that may share its name is not told that it does: its key then goes
 * on by its id, behind what no name has. Errors: NAME_TAKEN.
 */
async function keyOf(
  db: Kysely<Schema>,
  { id, name }: { id: string; name: string },
  sharesName: boolean,
): Promise<string> {
  const key = plainName(name);
  const another = db
    .selectFrom('organisations')
    .select('id')
    .where('id', '<>', id)
    .where(({ and, eb, or }) =>
      or([eb('name_key', '=', key), and([eb('name_key', '>', `${key}\n`), eb('name_key', '<', `${key}\v`)])]),
    );
  if ((await another.executeTakeFirst()) === undefined) return key;
  if (!sharesName) throw new AppError('NAME_TAKEN');
  return `${key}\n${id}`;
}

const LOGO_FACTS = ['key', 'type', 'width', 'height'] as const;

async function findIn(db: Kysely<Schema>, organisationId: string): Promise<StoredOrganisation | null> {
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', organisationId).executeTakeFirst();
  if (row === undefined) return null;
  const query = db.selectFrom('logos').select(LOGO_FACTS).where('organisation_id', '=', organisationId);
  return fromRow(row, (await query.executeTakeFirst()) ?? null);
}

function changedColumns({ senderName, colour, federalState, roomDefaults }: OrganisationChanges) {
  const set: Updateable<OrganisationTable> = {};
  if (senderName !== undefined) set.sender_name = senderName;
  if (colour !== undefined) set.colour = colour;
  if (federalState !== undefined) set.federal_state = federalState;
  if (roomDefaults !== undefined) set.room_defaults = JSON.stringify(roomDefaults);
  return set;
}

function fromRow(row: OrganisationRow, logo: LogoFacts | null): StoredOrganisation {
  return {
    id: row.id,
    name: row.name,
    senderName: row.sender_name,
    colour: row.colour,
    logo,
    federalState: row.federal_state,
    maxRooms: row.max_rooms,
    maxSeats: row.max_seats,
    roomDefaults: readRoomDefaults(row.room_defaults),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
