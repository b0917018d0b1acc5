import type { Database as Sqlite } from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** As many as the program has, and room for those that come in many lengths. */
const MAX_KEPT = 400;

/**
 * SQLite takes longer to read a statement than to run it (a deletion, with all that goes with it, a millisecond), so each
 * is read once. A change of the tables is no matter: SQLite reads those that it concerns again.
 */
export function keepingStatements(sqlite: Sqlite): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      const statement: SqliteStatement = kept.get(sql) ?? sqlite.prepare(sql);
      // Those that are in use stay.
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}
