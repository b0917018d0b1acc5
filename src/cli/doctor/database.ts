import type { Config } from '../../config.ts';
import { inspectDatabase, StorageError } from '../../storage/index.ts';
import { formatCount } from '../output/text.ts';
import { about, type Finding } from './finding.ts';

const { ok, wrong, unseen } = about('database');

/** Reads all of it; changes nothing. */
export function examineDatabase({ dataDir }: Config): Finding {
  try {
    const inspected = inspectDatabase(dataDir);
    if (inspected === null) return unseen(`There is no database in ${dataDir} yet: the first start makes it.`);
    const { rooms, pendingMigrations } = inspected;
    const whole = `The database in ${dataDir} is whole, with ${formatCount(rooms, 'room', 'rooms')}`;
    if (pendingMigrations === 0) return ok(`${whole}.`);
    return ok(
      `${whole}; the next start takes ${formatCount(pendingMigrations, 'step', 'steps')} to bring it up to date.`,
    );
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return wrong(error.message, "See 'tafelrunde restore --help', and the backups.");
  }
}
