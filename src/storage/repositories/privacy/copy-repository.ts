import { existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import type { KeptCopy } from '../../../catalogue/privacy/ports.ts';
import { REPLACED_DATABASE_MS, UNFINISHED_COPY_MS } from '../../../platform/periods.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { isDatabaseFile, REPLACED, replacedAt, UNFINISHED } from './copy-files.ts';

/** Copies of the database: backups, wherever they were made, and what `restore` and killed programs leave beside it. */
export class CopyRepository {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;
  /** Of the database. */
  readonly #path: string;

  constructor({ read, write, path }: Connections & { readonly path: string }) {
    this.#read = read;
    this.#write = write;
    this.#path = path;
  }

  async note({ file, madeAt, until }: Omit<KeptCopy, 'isThere'>): Promise<void> {
    const times = { made_at: madeAt, keep_until: until };
    const insert = this.#write.insertInto('backups').values({ file, ...times });
    await insert.onConflict((former) => former.column('file').doUpdateSet(times)).execute();
  }

  /** Oldest first. */
  async list(): Promise<readonly KeptCopy[]> {
    const rows = await this.#read.selectFrom('backups').selectAll().execute();
    const backups = rows.map(({ file, made_at: madeAt, keep_until: until }) => {
      return { file, madeAt, until, isThere: existsSync(file) };
    });
    return [...backups, ...this.#replaced()].sort((one, other) => one.madeAt - other.madeAt);
  }

  /** Deletes those whose time is over. What cannot be deleted stays on the list. Answers with the files that are gone. */
  async forgetOld(): Promise<readonly string[]> {
    const now = Date.now();
    this.#removeUnfinished(now);
    const over = (await this.list()).filter(({ until }) => until <= now);
    const gone: string[] = [];
    for (const { file, isThere } of over) {
      if (isThere && !remove(file)) continue;
      await this.#write.deleteFrom('backups').where('file', '=', file).execute();
      if (isThere) gone.push(file);
    }
    return gone;
  }

  #replaced(): readonly KeptCopy[] {
    return this.#beside(REPLACED).flatMap((file) => {
      const madeAt = replacedAt(file);
      return madeAt === null ? [] : [{ file, madeAt, until: madeAt + REPLACED_DATABASE_MS, isThere: true }];
    });
  }

  #removeUnfinished(now: number): void {
    for (const file of this.#beside(UNFINISHED)) {
      if (statSync(file).mtimeMs < now - UNFINISHED_COPY_MS) rmSync(file, { force: true });
    }
  }

  #beside(pattern: RegExp): readonly string[] {
    const dir = dirname(this.#path);
    const names = readdirSync(dir).filter((name) => pattern.test(name) && name.includes(basename(this.#path)));
    return names.map((name) => join(dir, name)).filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile());
  }
}

/** Only what is a database still: under its name there may be something else by now. False: it cannot be deleted. */
function remove(file: string): boolean {
  try {
    if (!isDatabaseFile(file)) return true;
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    return true;
  } catch {
    return false;
  }
}
