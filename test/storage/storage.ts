import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { DATABASE_FILE, type Database, openDatabase } from '../../src/storage/index.ts';
import { layTables } from '../helpers/servers/migrated.ts';
import { tempDir } from '../helpers/temp-dir.ts';

export { newInvite, newOrganisation, newOrganiser, newPasskey, newRoom } from './rows.ts';

/** A real database, closed with the test. */
export async function openTestDatabase(dataDir = tempDir()): Promise<Database> {
  await layTables(dataDir);
  const database = await openDatabase({ dataDir });
  onTestFinished(() => database.close());
  return database;
}

/** How many rows each of our tables has. */
export function rowCounts(dataDir: string): Record<string, number> {
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE), { readonly: true });
  const tables = sqlite
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'kysely%'",
    )
    .all();
  const counts = tables.map(({ name }) => {
    const row = sqlite.prepare<[], { count: number }>(`SELECT count(*) AS count FROM "${name}"`).get();
    return [name, row?.count ?? 0] as const;
  });
  sqlite.close();
  return Object.fromEntries(counts);
}
