import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema/schema.ts';
import { StorageError } from './storage-error.ts';

/** Anybody may ask whether the server is ready, and each probe is a write. */
const PROBE_INTERVAL_MS = 5_000;
/** A room's settings and a few invites; with less, SQLite may still overwrite what it has and fail with the next. */
const MIN_FREE_BYTES = 256 * 1024;

/** Says whether the database takes changes now: by making one that changes nothing, every few seconds at most. */
export class WriteProbe {
  readonly #db: Kysely<Schema>;
  readonly #path: string;
  #probed: { readonly at: number; readonly outcome: Promise<void> } | null = null;

  constructor({ db, path }: { db: Kysely<Schema>; path: string }) {
    this.#db = db;
    this.#path = path;
  }

  /** Errors: StorageError. */
  check(): Promise<void> {
    const now = performance.now();
    if (this.#probed === null || now - this.#probed.at >= PROBE_INTERVAL_MS) {
      this.#probed = { at: now, outcome: this.#probe() };
      // Whoever asks hears of it; nobody else need.
      this.#probed.outcome.catch(() => {});
    }
    return this.#probed.outcome;
  }

  async #probe(): Promise<void> {
    const { bavail, bsize } = await statfs(dirname(this.#path));
    if (bavail * bsize < MIN_FREE_BYTES) {
      throw new StorageError(`The disk that holds ${this.#path} is nearly full: make room on it.`, {
        cause: Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }),
      });
    }
    // The number is not used; it is set to what it is.
    await sql`PRAGMA user_version = 0`.execute(this.#db);
  }
}
