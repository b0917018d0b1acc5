import type { Database as Sqlite } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { StorageError } from './storage-error.ts';

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

function missingMigrations(sqlite: Sqlite, migrations: Readonly<Record<string, Migration>>): string[] {
  const applied = appliedMigrations(sqlite);
  const unknown = applied.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new StorageError(
      `The database ${sqlite.name} was written by a newer version of Tafelrunde; install that version or restore an older backup.`,
    );
  }
  return Object.keys(migrations).filter((name) => !applied.includes(name));
}

function appliedMigrations(sqlite: Sqlite): string[] {
  const table = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  if (table.get(DEFAULT_MIGRATION_TABLE) === undefined) return [];
  const names = sqlite.prepare<[], { name: string }>(`SELECT name FROM ${DEFAULT_MIGRATION_TABLE} ORDER BY name`);
  return names.all().map(({ name }) => name);
}
