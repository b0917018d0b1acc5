import type { Database as Sqlite } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { StorageError } from '../storage-error.ts';

interface MigrateOptions<T> {
  readonly sqlite: Sqlite;
  readonly db: Kysely<T>;
  readonly migrations: Readonly<Record<string, Migration>>;
}

/**
 * Brings the tables up to date, all or nothing. Server and CLI may start at the same moment: Kysely takes no lock for
 * SQLite and runs its steps outside a transaction, so one is opened around them. Errors: StorageError when the
 * database was written by a newer program, or when a step fails.
 */
export async function migrate<T>({ sqlite, db, migrations }: MigrateOptions<T>): Promise<void> {
  if (missingMigrations(sqlite, migrations).length === 0) return;
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    sqlite.exec('COMMIT');
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}

/** Those that the database has not gone through yet. Errors: StorageError when it was written by a newer program. */
export function missingMigrations(sqlite: Sqlite, migrations: Readonly<Record<string, Migration>>): string[] {
  const applied = appliedMigrations(sqlite);
  refuseNewer(sqlite, migrations);
  return Object.keys(migrations).filter((name) => !applied.includes(name));
}

/** Errors: StorageError, about what the operator knows as `name`. */
export function refuseNewer(
  sqlite: Sqlite,
  migrations: Readonly<Record<string, Migration>>,
  name = `The database ${sqlite.name}`,
): void {
  if (appliedMigrations(sqlite).every((each) => Object.hasOwn(migrations, each))) return;
  throw new StorageError(
    `${name} was written by a newer version of Tafelrunde; install that version or restore an older backup.`,
  );
}

/** Whether it went through our first migration at least. */
export function isTafelrunde(sqlite: Sqlite): boolean {
  return appliedMigrations(sqlite).length > 0;
}

function appliedMigrations(sqlite: Sqlite): string[] {
  const table = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  if (table.get(DEFAULT_MIGRATION_TABLE) === undefined) return [];
  const names = sqlite.prepare<[], { name: string }>(`SELECT name FROM ${DEFAULT_MIGRATION_TABLE} ORDER BY name`);
  return names.all().map(({ name }) => name);
}
