import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { migrate } from '../../../src/storage/schema/migrate.ts';
import { MIGRATIONS } from '../../../src/storage/schema/migrations.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

type Sqlite = SqliteDatabase.Database;
export type Row = Readonly<Record<string, unknown>>;
export type Tables = Readonly<Record<string, readonly Row[]>>;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
  readonly dflt_value: string | null;
}

/** In each table; as many as the longest list of what a column may hold. The last has nothing where nothing may be. */
const ROWS = 4;

/** What no column's own type and CHECK tell, by table and column; one for each row. */
const SAMPLES: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  rooms: { code: ['100000001', '100000002', '100000003', '100000004'] },
  organisations: {
    room_defaults: ['{"lobby":"on","cameraOffOnEntry":true}', '{"cameraOffOnEntry":false}', '{"chat":false}', '{'],
  },
  mails: { letter: ['{}', '{}', null, null], failure: [null, null, null, 'refused'] },
  webhook_deliveries: { payload: ['{}', '{}', null, null] },
};

/** The empty database of each version: the migrations are gone through once for all of them. */
const EMPTY = (async () => {
  const sqlite = new SqliteDatabase(':memory:');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const files: Record<string, Buffer> = {};
  const migrations: Record<string, (typeof MIGRATIONS)[string]> = {};
  for (const [version, migration] of Object.entries(MIGRATIONS)) {
    migrations[version] = migration;
    await migrate({ sqlite, db, migrations });
    files[version] = sqlite.serialize();
  }
  await db.destroy();
  return files;
})();

/** A database as `version` wrote it, with rows in all the tables that there were, and these rows. */
export async function fullFile(version: string): Promise<{ dataDir: string; before: Tables }> {
  const dataDir = tempDir();
  const sqlite = new SqliteDatabase((await EMPTY)[version]);
  // Who is referred to may come later.
  sqlite.pragma('foreign_keys = OFF');
  fill(sqlite);
  requireSound(sqlite);
  const before = readTables(sqlite);
  writeFileSync(join(dataDir, DATABASE_FILE), sqlite.serialize(), { mode: 0o600 });
  sqlite.close();
  return { dataDir, before };
}

/** Puts those rows there again that are gone, beside whoever has the file open. */
export function refill(dataDir: string): void {
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  sqlite.pragma('foreign_keys = OFF');
  fill(sqlite, 'INSERT OR IGNORE');
  sqlite.close();
}

/** All rows of ours, and by table what a row has in a column of which nobody says anything. */
export function readFile(dataDir: string): { after: Tables; defaults: Readonly<Record<string, Row>> } {
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE), { readonly: true });
  requireSound(sqlite);
  const after = readTables(sqlite);
  const defaults = Object.fromEntries(tablesOf(sqlite).map((table) => [table, defaultsOf(sqlite, table)]));
  sqlite.close();
  return { after, defaults };
}

function readTables(sqlite: Sqlite): Tables {
  const rowsOf = (table: string) => sqlite.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY 1`).all();
  return Object.fromEntries(tablesOf(sqlite).map((table) => [table, rowsOf(table)]));
}

function tablesOf(sqlite: Sqlite): readonly string[] {
  const ours = "type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'kysely%'";
  return sqlite.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE ${ours}`).pluck().all();
}

function columnsOf(sqlite: Sqlite, table: string): readonly Column[] {
  return sqlite.prepare<[string], Column>('SELECT * FROM pragma_table_info(?)').all(table);
}

function defaultsOf(sqlite: Sqlite, table: string): Row {
  const columns = columnsOf(sqlite, table).map(({ name, dflt_value: value }) => `${value ?? 'NULL'} AS "${name}"`);
  return sqlite.prepare<[], Row>(`SELECT ${columns.join()}`).get() ?? {};
}

type Schema = Readonly<Record<string, readonly FillableColumn[]>>;

interface FillableColumn extends Column {
  readonly parent: { readonly table: string; readonly to: string } | undefined;
  /** By its CHECK; none: anything. */
  readonly allowed: readonly unknown[];
}

function schemaOf(sqlite: Sqlite): Schema {
  const sqlOf = sqlite.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck();
  const parentsOf = sqlite.prepare<[string], { from: string; table: string; to: string }>(
    'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)',
  );
  const entries = tablesOf(sqlite).map((table) => {
    const [sql = '', parents] = [sqlOf.get(table), parentsOf.all(table)];
    const columns = columnsOf(sqlite, table).map((column) => ({
      ...column,
      parent: parents.find(({ from }) => from === column.name),
      allowed: allowedBy(sql, column.name),
    }));
    return [table, columns] as const;
  });
  return Object.fromEntries(entries);
}

function allowedBy(sql: string, column: string): readonly unknown[] {
  const list = new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)\\)`).exec(sql)?.[1];
  return list === undefined ? [] : JSON.parse(`[${list.replaceAll("'", '"')}]`);
}

function fill(sqlite: Sqlite, insertion = 'INSERT'): void {
  const schema = schemaOf(sqlite);
  for (const [table, columns] of Object.entries(schema)) {
    const insert = sqlite.prepare(`${insertion} INTO "${table}" VALUES (${columns.map(() => '?').join()})`);
    for (let row = 0; row < ROWS; row += 1) insert.run(columns.map(({ name }) => sampleOf(schema, table, name, row)));
  }
}

/** Another one in each column and row, so that none can stand in for another. */
function sampleOf(schema: Schema, table: string, name: string, row: number): unknown {
  const columns = schema[table] ?? [];
  const place = columns.findIndex((each) => each.name === name);
  const column = columns[place];
  if (column === undefined) throw new Error(`${table} has no ${name}`);
  const { type, notnull, pk, parent, allowed } = column;
  const sample = SAMPLES[table]?.[name];
  if (sample !== undefined) return sample[row];
  if (notnull === 0 && pk === 0 && row === ROWS - 1) return null;
  if (parent !== undefined) return sampleOf(schema, parent.table, parent.to, row);
  if (allowed.length > 0) return allowed[row % allowed.length];
  const text = `${table} ${name} ${row}`;
  if (type === 'BLOB') return Buffer.from(text);
  return type === 'INTEGER' ? (place + 1) * 100 + row : text;
}

function requireSound(sqlite: Sqlite): void {
  const broken = sqlite.pragma('foreign_key_check');
  if (JSON.stringify(broken) !== '[]') throw new Error(`refers to nothing: ${JSON.stringify(broken)}`);
}
