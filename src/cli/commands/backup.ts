import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backUp, restore } from '../../storage/index.ts';
import type { Context } from '../context.ts';
import { holdDataDir } from '../hold-data-dir.ts';
import { isJson } from '../inputs.ts';
import { print } from '../render.ts';
import { formatCount } from '../text.ts';

export function addBackup(parent: Command, context: Context): void {
  parent
    .command('backup <file>')
    .description('copy the database into a new file, also while the server runs')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The copy is of one moment, is read as a whole before it gets its name, and is for its owner alone. Nothing is
overwritten. It holds password hashes and, where a room keeps attendance, names: keep it as you keep the server.

Example:
  tafelrunde backup /var/backups/tafelrunde-$(date +%F).db`,
    )
    .action(async (file: string, options: unknown) => {
      const target = resolve(file);
      const { rooms, bytes } = await backUp({ dataDir: context.config.dataDir, target });
      print(context.io, {
        json: isJson(options),
        value: { file: target, rooms, bytes },
        text: () => `Backed up ${formatCount(rooms, 'room', 'rooms')} into ${target}.`,
      });
    });
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
the backup was made: links that were revoked since work again, and those that were made since do not.

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
