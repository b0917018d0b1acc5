import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { BACKUP_DAYS, DAY_MS, MAX_BACKUP_DAYS } from '../../platform/periods.ts';
import { backUp, inspectDatabase, restore, StorageError } from '../../storage/index.ts';
import type { Context } from '../context.ts';
import { isJson, parseInput, wholeNumber } from '../input/inputs.ts';
import { print } from '../output/render.ts';
import { formatCount, formatTime } from '../output/text.ts';
import { holdDataDir } from '../server/hold-data-dir.ts';

const flagsSchema = z.object({
  keepDays: wholeNumber('--keep-days', 1, MAX_BACKUP_DAYS).default(BACKUP_DAYS),
});

export function addBackup(parent: Command, context: Context): void {
  parent
    .command('backup <file>')
    .description('copy the database into a new file, also while the server runs')
    .option(
      '--keep-days <days>',
      `for how long it is kept, 1 to ${MAX_BACKUP_DAYS}; ${BACKUP_DAYS} where nothing is said`,
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The copy is of one moment, is read as a whole before it gets its name, and is for its owner alone. Nothing is
overwritten. It holds password hashes, organisers' names and addresses and, where a room keeps attendance, names: keep
it as you keep the server. When its days are over, the server or the next backup deletes it; until then 'privacy
report' lists it. Whoever copies it elsewhere deletes it there.

Example:
  tafelrunde backup /var/backups/tafelrunde-$(date +%F).db`,
    )
    .action(async (file: string, options: unknown) => {
      const target = resolve(file);
      const { keepDays } = parseInput(flagsSchema, options);
      const { rooms, bytes } = await backUp({ dataDir: context.config.dataDir, target });
      const until = Date.now() + keepDays * DAY_MS;
      const deleted = await note({ target, until }, context);
      print(context.io, {
        json: isJson(options),
        value: { file: target, rooms, bytes, keptUntil: new Date(until).toISOString(), deleted },
        text: () =>
          [
            `Backed up ${formatCount(rooms, 'room', 'rooms')} into ${target}. It is deleted after ${formatTime(until)}.`,
            ...deleted.map((file) => `Deleted ${file}, whose days are over.`),
          ].join('\n'),
      });
    });
}

const OLDER = 'The database is of an older version, and is left so until the server starts.';

/** Answers with the backups that are deleted because their days are over: never before there is a newer one. */
async function note(
  { target, until }: { target: string; until: number },
  context: Context,
): Promise<readonly string[]> {
  try {
    // A backup before an update must not be what brings the database up to date under the server that runs.
    if ((inspectDatabase(context.config.dataDir)?.pendingMigrations ?? 0) > 0) throw new StorageError(OLDER);
    const { copies } = await context.database();
    await copies.note({ file: target, madeAt: Date.now(), until });
    return await copies.forgetOld();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    context.io.err(`Note: the backup is whole, but could not be put on the list of backups. ${error.message}`);
    return [];
  }
}

export function addRestore(parent: Command, context: Context): void {
  parent
    .command('restore <file>')
    .description('put a backup in the place of the database; the server must be stopped')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The backup is read as a whole first. The database that was there is kept beside it. Everything is then as it was when
the backup was made: links that were revoked since work again, and those that were made since do not. Only whoever was
signed in signs in again.

Example:
  tafelrunde restore /var/backups/tafelrunde-2027-01-31.db`,
    )
    .action(async (file: string, options: unknown) => {
      const { dataDir } = context.config;
      const source = resolve(file);
      const held = await holdDataDir(dataDir);
      try {
        const { rooms, kept } = await restore({ dataDir, source });
        print(context.io, {
          json: isJson(options),
          value: { file: source, rooms, kept },
          text: () =>
            `Restored ${formatCount(rooms, 'room', 'rooms')} from ${source}.${
              kept === null ? '' : `\nThe database that was there before is kept as ${kept}.`
            }`,
        });
      } finally {
        await held.release();
      }
    });
}
