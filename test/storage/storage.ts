import { onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/storage/index.ts';
import { layTables } from '../helpers/migrated.ts';
import { tempDir } from '../helpers/temp-dir.ts';

export { newInvite, newRoom } from './rows.ts';

/** A real database, closed with the test. */
export async function openTestDatabase(dataDir = tempDir()): Promise<Database> {
  await layTables(dataDir);
  const database = await openDatabase({ dataDir });
  onTestFinished(() => database.close());
  return database;
}
