import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AddressPlace, TableCount } from '../../../catalogue/privacy/ports.ts';
import type { Letter } from '../../../mail/ports.ts';
import { emailKey } from '../../../protocol/accounts/email.ts';
import { plainName } from '../../../protocol/base/text.ts';
import type { Connections, Schema, TableName } from '../../schema/schema.ts';

type Column<T extends keyof Schema> = Extract<keyof Schema[T], string>;

/** By which a row belongs to one of another table, and with it to an organisation. */
const PARENTS = {
  organisation_id: 'organisations',
  organiser_id: 'organisers',
  room_id: 'rooms',
  invite_id: 'invites',
  seat_id: 'seats',
  reservation_id: 'reservations',
  webhook_id: 'webhooks',
} as const satisfies Readonly<Record<string, keyof Schema>>;

type Parent = keyof typeof PARENTS;

/** Of each table: since when a row is there, what it belongs to, and the column that says by its address whose it is. */
type Marks = {
  readonly [T in keyof Schema]: {
    readonly since: Column<T> | null;
    /** Null: to no organisation. `id`: it is one. */
    readonly of: Extract<Column<T>, Parent | 'id'> | null;
    readonly address?: Column<T>;
    /** The address in what stands there, where that is more. */
    readonly read?: (text: string) => string;
  };
};

/** A table without a line here does not compile. */
export const MARKS: Marks = {
  rooms: { since: 'created_at', of: 'organisation_id' },
  invites: { since: 'created_at', of: 'room_id' },
  invite_uses: { since: 'used_at', of: 'invite_id' },
  seats: { since: null, of: 'room_id' },
  stays: { since: 'joined_at', of: 'room_id' },
  standings: { since: 'noted_at', of: 'room_id' },
  checks: { since: 'checked_at', of: null },
  open_rooms: { since: 'last_used_at', of: 'room_id' },
  organisations: { since: 'created_at', of: 'id' },
  logos: { since: null, of: 'organisation_id' },
  organisers: { since: 'created_at', of: 'organisation_id', address: 'email_key' },
  sessions: { since: 'created_at', of: 'organiser_id' },
  organiser_browsers: { since: 'seen_at', of: 'organiser_id' },
  password_links: { since: null, of: 'organiser_id' },
  second_factors: { since: 'confirmed_at', of: 'organiser_id' },
  recovery_codes: { since: null, of: 'organiser_id' },
  subjects: { since: null, of: 'organiser_id' },
  seat_addresses: { since: null, of: 'seat_id', address: 'email' },
  seat_calls: { since: 'called_at', of: 'seat_id' },
  reservation_mails: { since: 'mailed_at', of: 'reservation_id' },
  reservation_reminders: { since: null, of: 'reservation_id' },
  organiser_reminders: { since: null, of: 'reservation_id' },
  api_tokens: { since: 'created_at', of: 'organiser_id' },
  calendar_feeds: { since: 'created_at', of: 'organiser_id' },
  kept_answers: { since: 'begun_at', of: 'organiser_id' },
  webhooks: { since: 'created_at', of: 'organisation_id' },
  webhook_deliveries: { since: 'created_at', of: 'webhook_id' },
  open_meetings: { since: 'started_at', of: 'organisation_id' },
  passkeys: { since: 'created_at', of: 'organiser_id' },
  mails: { since: 'created_at', of: 'organisation_id', address: 'letter', read: recipientOf },
  reservations: { since: 'created_at', of: 'room_id' },
  reservation_changes: { since: null, of: 'reservation_id' },
  reservation_windows: { since: null, of: 'reservation_id' },
  running_dates: { since: 'noted_at', of: 'room_id' },
  backups: { since: 'made_at', of: null },
};

const asItStands = (text: string) => text;

function recipientOf(letter: string): string {
  const { to }: Pick<Letter, 'to'> = JSON.parse(letter);
  return to.address;
}

/** By what it belongs to, and what that belongs to. */
function ownedBy(organisationId: string, table: string): RawBuilder<boolean> {
  const { of }: { readonly of: Parent | 'id' | null } = MARKS[table as TableName];
  if (of === null) return sql`FALSE`;
  if (of === 'id' || of === 'organisation_id') return sql`${sql.ref(of)} = ${organisationId}`;
  const parent = PARENTS[of];
  return sql`${sql.ref(of)} IN (SELECT id FROM ${sql.table(parent)} WHERE ${ownedBy(organisationId, parent)})`;
}

/** In `user_version`: nothing is left in free pages, as in files of before deleted content was overwritten. */
const OVERWRITTEN = 1;

/** What is kept, seen as a whole. */
export class KeptDataRepository {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async countRows(): Promise<readonly TableCount[]> {
    return Promise.all(Object.entries(MARKS).map(([table, { since }]) => this.#count(table, since)));
  }

  async #count(table: string, since: string | null, where = sql<boolean>`TRUE`): Promise<TableCount> {
    const oldest = since === null ? sql`NULL` : sql`min(${sql.ref(since)})`;
    const query = sql<Omit<TableCount, 'table'>>`
      SELECT count(*) AS rows, ${oldest} AS oldest FROM ${sql.table(table)} WHERE ${where}
    `;
    const [row = { rows: 0, oldest: null }] = (await query.execute(this.#read)).rows;
    return { table, ...row };
  }

  async countRowsOf(organisationId: string): Promise<readonly TableCount[]> {
    const owned = Object.entries(MARKS).filter(([, { of }]) => of !== null);
    return Promise.all(owned.map(([table, { since }]) => this.#count(table, since, ownedBy(organisationId, table))));
  }

  async eraseAddress(address: string): Promise<boolean> {
    const key = emailKey(address);
    if (key === null) return false;
    return this.#write.transaction().execute(async (step) => {
      let deleted = 0n;
      for (const [table, { address: column, read = asItStands }] of Object.entries(MARKS)) {
        if (column === undefined) continue;
        const spellings = await sql<{ value: string | null }>`
          SELECT DISTINCT ${sql.ref(column)} AS value FROM ${sql.table(table)}
        `.execute(step);
        for (const { value } of spellings.rows) {
          if (value === null || emailKey(read(value)) !== key) continue;
          const deletion = sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${value}`;
          deleted += (await deletion.execute(step)).numAffectedRows ?? 0n;
        }
      }
      return deleted > 0n;
    });
  }

  async placesOf(address: string): Promise<readonly AddressPlace[]> {
    const wanted = plainName(address);
    const columns = await sql<{ table: string; column: string }>`
      SELECT tables.name AS "table", columns.name AS "column"
      FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
      WHERE tables.type = 'table' AND columns.type = 'TEXT'
    `.execute(this.#read);
    const places: AddressPlace[] = [];
    for (const { table, column } of columns.rows) {
      const values = await sql<{ value: string | null }>`
        SELECT ${sql.ref(column)} AS value FROM ${sql.table(table)}
      `.execute(this.#read);
      const rows = values.rows.filter(({ value }) => value !== null && plainName(value).includes(wanted)).length;
      if (rows > 0) places.push({ table, column, rows });
    }
    return places;
  }

  /** Makes the file anew of what is in it, and empties the one of its latest changes. */
  async rewriteFiles(): Promise<boolean> {
    await sql`VACUUM`.execute(this.#write);
    return this.#emptyLog();
  }

  /** What was deleted lies overwritten in the database, and still as it was in the file of its latest changes. */
  async tidyFiles(): Promise<void> {
    const [row] = (await sql<{ user_version: number }>`PRAGMA user_version`.execute(this.#write)).rows;
    if (row?.user_version === OVERWRITTEN) {
      await this.#emptyLog();
      return;
    }
    await this.rewriteFiles();
    await sql`PRAGMA user_version = ${sql.lit(OVERWRITTEN)}`.execute(this.#write);
  }

  /** Waits for nobody: who reads just now keeps it. */
  async #emptyLog(): Promise<boolean> {
    const [row] = (await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(this.#write)).rows;
    return row?.busy === 0;
  }
}
