import type { Database as Sqlite } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { patiently } from './patience.ts';
import { explainStorageError, isStorageFailure } from './storage-error.ts';

interface DialectOptions {
  readonly sqlite: Sqlite;
  /** How long a statement waits for another program's. */
  readonly patienceMs: number;
}

/**
 * SQLite for Kysely, such that waiting for another program does not stop this one, and what the disk refuses is a
 * StorageError.
 */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #options: DialectOptions;

  constructor(options: DialectOptions) {
    super({ database: options.sqlite });
    this.#options = options;
  }

  override createDriver(): Driver {
    return new PatientDriver(this.#options);
  }
}

class PatientDriver extends SqliteDriver {
  readonly #sqlite: Sqlite;
  readonly #patienceMs: number;
  #connection: Promise<DatabaseConnection> | undefined;

  constructor({ sqlite, patienceMs }: DialectOptions) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
    this.#patienceMs = patienceMs;
  }

  override acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= super.acquireConnection().then((inner) => ({
      executeQuery: <R>(query: CompiledQuery) => this.#execute<R>(inner, query),
      streamQuery: <R>(query: CompiledQuery, chunkSize: number) => inner.streamQuery<R>(query, chunkSize),
    }));
    return this.#connection;
  }

  /** Takes the lock at once: a transaction that began with a read could not wait for it later. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite has done it by itself, and then there is nothing to roll back. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async #execute<R>(inner: DatabaseConnection, query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await patiently(() => inner.executeQuery<R>(query), this.#patienceMs);
    } catch (error) {
      throw isStorageFailure(error) ? explainStorageError(error, this.#sqlite.name) : error;
    }
  }
}
