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
import { isTaken } from '../../storage-error.ts';

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
      name_key: plainName(said.name),
      sender_name: said.senderName,
      colour: said.colour,
      federal_state: said.federalState,
      max_rooms: said.maxRooms,
      max_seats: said.maxSeats,
      room_defaults: JSON.stringify(roomDefaults),
      created_at: now,
      updated_at: now,
    };
    const insert = this.#write.insertInto('organisations').values(row).returningAll();
    return fromRow(await insert.executeTakeFirstOrThrow().catch(explain), null);
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

  update(organisationId: string, changes: OrganisationChanges): Promise<StoredOrganisation | null> {
    return this.#set(organisationId, changedColumns(changes));
  }

  setQuotas(organisationId: string, { maxRooms, maxSeats }: Partial<Quotas>): Promise<StoredOrganisation | null> {
    const set: Updateable<OrganisationTable> = {};
    if (maxRooms !== undefined) set.max_rooms = maxRooms;
    if (maxSeats !== undefined) set.max_seats = maxSeats;
    return this.#set(organisationId, set);
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

  async #set(organisationId: string, columns: Updateable<OrganisationTable>): Promise<StoredOrganisation | null> {
    return this.#write.transaction().execute(async (step) => {
      const update = step.updateTable('organisations').set({ ...columns, updated_at: Date.now() });
      await update.where('id', '=', organisationId).execute().catch(explain);
      return findIn(step, organisationId);
    });
  }
}

const LOGO_FACTS = ['key', 'type', 'width', 'height'] as const;

async function findIn(db: Kysely<Schema>, organisationId: string): Promise<StoredOrganisation | null> {
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', organisationId).executeTakeFirst();
  if (row === undefined) return null;
  const query = db.selectFrom('logos').select(LOGO_FACTS).where('organisation_id', '=', organisationId);
  return fromRow(row, (await query.executeTakeFirst()) ?? null);
}

function explain(error: unknown): never {
  throw isTaken(error) ? new AppError('NAME_TAKEN') : error;
}

function changedColumns({ name, senderName, colour, federalState, roomDefaults }: OrganisationChanges) {
  const set: Updateable<OrganisationTable> = {};
  if (name !== undefined) {
    set.name = name;
    set.name_key = plainName(name);
  }
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
