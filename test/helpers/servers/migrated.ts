import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_FILE, openDatabase } from '../../../src/storage/index.ts';

let migrated: Promise<Buffer> | undefined;

/** Puts a new database there with all of its tables, as its migrations leave it; unless there is one, or no such folder. */
export async function layTables(dataDir: string): Promise<void> {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(dataDir) || existsSync(file)) return;
  migrated ??= migrate();
  writeFileSync(file, await migrated, { mode: 0o600 });
}

/** Once for all tests of this process: most of what opening a new one takes. */
async function migrate(): Promise<Buffer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-migrated-'));
  const database = await openDatabase({ dataDir });
  await database.close();
  const bytes = readFileSync(join(dataDir, DATABASE_FILE));
  rmSync(dataDir, { recursive: true });
  return bytes;
}
