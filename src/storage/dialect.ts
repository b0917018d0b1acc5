import type { Database as Sqlite } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { patiently } from './patience.ts';
import { keepingStatements } from './statements.ts';
import { explainStorageError, isStorageFailure } from './storage-error.ts';

interface DialectOptions {
  readonly sqlite: Sqlite;
  /** How long a statement waits, for others of this program and for another program's. */
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

  override createAdapter(): DialectAdapter {
    return new QueuedSqliteAdapter();
  }

  override createDriver(): Driver {
    return new PatientDriver(this.#options);
  }
}

/** Kysely's own queue for the one connection does not say since when somebody waits in it; the driver has one that does. */
class QueuedSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/**
 * The one connection, for one at a time. Patience begins with the call and not with the connection: of many who wait for
 * another program's lock, nobody also waits for the patience of those before them.
 */
class PatientDriver extends SqliteDriver {
  readonly #sqlite: Sqlite;
  readonly #patienceMs: number;
  readonly #releases = new WeakMap<DatabaseConnection, () => void>();
  #released: Promise<void> = Promise.resolve();

  constructor({ sqlite, patienceMs }: DialectOptions) {
    super({ database: keepingStatements(sqlite) });
    this.#sqlite = sqlite;
    this.#patienceMs = patienceMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const deadline = performance.now() + this.#patienceMs;
    const before = this.#released;
    const { promise, resolve: release } = Promise.withResolvers<void>();
    this.#released = promise;
    await before;
    const inner = await super.acquireConnection();
    const connection: DatabaseConnection = {
      executeQuery: <R>(query: CompiledQuery) => this.#execute<R>(inner, query, deadline),
      streamQuery: <R>(query: CompiledQuery, chunkSize: number) => inner.streamQuery<R>(query, chunkSize),
    };
    this.#releases.set(connection, release);
    return connection;
  }

  /** Kysely's own driver has nothing to release, and says so in its type. */
  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection) this.#releases.get(connection)?.();
  }

  /** Takes the lock at once: a transaction that began with a read could not wait for it later. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite has done it by itself, and then there is nothing to roll back. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async #execute<R>(inner: DatabaseConnection, query: CompiledQuery, deadline: number): Promise<QueryResult<R>> {
    try {
      return await patiently(() => inner.executeQuery<R>(query), deadline - performance.now());
    } catch (error) {
      throw isStorageFailure(error) ? explainStorageError(error, this.#sqlite.name) : error;
    }
  }
}
