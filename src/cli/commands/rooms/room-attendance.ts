import type { Command } from 'commander';
import { z } from 'zod';
import type { OwnedRoom } from '../../../catalogue/ports.ts';
import { spreadsheetCsv } from '../../../protocol/base/csv.ts';
import { cleanLine } from '../../../protocol/base/text.ts';
import type { StoredStay } from '../../../rooms/ports/storage.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { confirm } from '../../input/confirm.ts';
import { parseInput } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import { attendanceTable, nameTitle, print } from '../../output/render.ts';
import { formatCount, formatTime } from '../../output/text.ts';
import { stayView } from '../../output/views.ts';

const flagsSchema = z.object({
  csv: z.boolean().default(false),
  json: z.boolean().default(false),
  delete: z.boolean().default(false),
  yes: z.boolean().default(false),
});

export function addRoomAttendance(parent: Command, context: Context): void {
  parent
    .command('attendance <room>')
    .description('show who was there, as far as the room keeps it (room update --attendance-days)')
    .option('--csv', 'print CSV for a spreadsheet, with semicolons')
    .option('--json', 'print JSON')
    .option('--delete', 'delete what is kept; asks first')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
Times are of this machine's time zone, in JSON of UTC. Somebody who has not left has no second time; who is there while
it is deleted is noted again when they leave.

Examples:
  tafelrunde room attendance 'Kreistag' --csv > anwesend.csv
  tafelrunde room attendance 'Kreistag' --delete`,
    )
    .action(async (text: string, options: unknown) => showAttendance(text, options, context));
}

async function showAttendance(text: string, options: unknown, context: Context): Promise<void> {
  const flags = parseInput(flagsSchema, options);
  if (flags.csv && (flags.json || flags.delete)) throw new BadInputError('--csv stands alone.');
  if (flags.yes && !flags.delete) throw new BadInputError('--yes goes with --delete.');
  const { rooms, attendance } = await context.database();
  const room = findRoomOrThrow(await rooms.list(), text);
  const stays = await attendance.listStays(room.id);
  const count = formatCount(stays.length, 'stay', 'stays');
  if (flags.delete) {
    if (!flags.yes) await confirm(`delete the ${count} kept of '${room.name}'`, context);
    await attendance.deleteStays(room.id);
  } else if (flags.csv) {
    return context.io.out(csvOf(room, stays));
  }
  print(context.io, {
    json: flags.json,
    value: flags.delete ? { deleted: stays.length } : { pseudonyms: room.pseudonyms, attendance: stays.map(stayView) },
    text: () => {
      if (flags.delete) return `Deleted the ${count} kept of '${room.name}'.`;
      return stays.length > 0 ? attendanceTable(room, stays) : `Nobody's attendance is kept of '${room.name}'.`;
    },
  });
}

/** As German spreadsheets read it, like the one that the chair saves. */
function csvOf(room: OwnedRoom, stays: readonly StoredStay[]): string {
  const rows = stays.map(({ displayName, role, seat, joinedAt, leftAt }) => [
    cleanLine(displayName),
    role,
    cleanLine(seat ?? ''),
    formatTime(joinedAt),
    leftAt === null ? '' : formatTime(leftAt),
  ]);
  const table = [[nameTitle(room), 'Role', 'Seat', 'Joined', 'Left'], ...rows];
  return spreadsheetCsv(table, { decimalComma: true }).trimEnd();
}
