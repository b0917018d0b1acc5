import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import { definedOnly } from '../../../platform/defined-only.ts';
import type { Context } from '../../context.ts';
import { confirm } from '../../input/confirm.ts';
import { isJson, parseInput } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import {
  moveOptionsSchema,
  newReservationOptionsSchema,
  ruleOf,
  typedTimeSchema,
} from '../../input/reservation-inputs.ts';
import { print } from '../../output/render.ts';
import { reservationTable, reservationView } from '../../output/reservations.ts';
import { findReservationOrThrow, nameOf, show } from './one.ts';

const yesSchema = z.object({ yes: z.boolean().default(false) });
const dateSchema = z.object({ date: typedTimeSchema.optional() });

export function addReservationCreate(parent: Command, context: Context): void {
  parent
    .command('create <room>')
    .description('reserve a room, with seats that are sure')
    .requiredOption('--start <time>', 'when it begins, such as 2027-01-31T18:00')
    .requiredOption('--minutes <number>', 'how long it goes on')
    .requiredOption('--seats <number>', 'how many seats are sure')
    .option('--zone <zone>', 'whose clocks show these times', 'Europe/Berlin')
    .option('--title <text>', 'what it is called, if not as the room')
    .option('--weekly', 'each week, until --until')
    .option('--until <day>', 'the last day, such as 2027-06-30')
    .option('--rule <rule>', "RFC 5545, such as 'FREQ=MONTHLY;BYDAY=1TU;COUNT=12'")
    .option('--minutes-before <number>', 'so long before, its seats are kept free and its door is open; 15 unless said')
    .option('--minutes-after <number>', 'so long after, its seats stay free; 15 unless said')
    .option(
      '--reminder <when>',
      'those who were invited, and the organiser, are reminded by mail: none, hour or day before; day unless said',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Example:
  tafelrunde reservation create 'Vorstand' --start 2027-01-11T18:00 --minutes 90 --seats 20 --weekly --until 2027-06-28`,
    )
    .action(async (text: string, options: unknown) => {
      const { weekly: _, until: __, rule: ___, ...said } = parseInput(newReservationOptionsSchema, options);
      const rule = ruleOf(parseInput(newReservationOptionsSchema, options));
      const { start, minutes, seats, zone, reminder: reminderMinutes, ...terms } = said;
      const { id: roomId } = findRoomOrThrow(await (await context.database()).rooms.list(), text);
      const { reservations } = await context.catalogue();
      const wish = { roomId, start, minutes, seats, zone, rule, ...definedOnly({ ...terms, reminderMinutes }) };
      show(context, options, 'Reserved.', await reservations.create(OPERATOR, wish));
    });
}

export function addReservationList(parent: Command, context: Context): void {
  parent
    .command('list')
    .description('show all reservations')
    .option('--json', 'print JSON')
    .action(async (options: unknown) => {
      const { reservations } = await context.catalogue();
      const views = (await reservations.list(OPERATOR, null)).map(reservationView);
      const { reservations: capacity } = context.config;
      // Read by then; no command begins with it.
      const { capacitySource } = await import('../../../config.ts');
      const { capacitySeats } = capacity;
      print(context.io, {
        json: isJson(options),
        value: { capacitySeats, reservations: views },
        text: () => {
          const all = views.length > 0 ? reservationTable(views) : 'There are no reservations.';
          return `${all}\n\nSeats that may be reserved at once: ${capacitySeats} (${capacitySource(capacity)})`;
        },
      });
    });
}

export function addReservationShow(parent: Command, context: Context): void {
  parent
    .command('show <id>')
    .description('show a reservation with its dates, and the public holidays on them')
    .option('--json', 'print JSON')
    .action(async (id: string, options: unknown) => {
      show(context, options, null, await findReservationOrThrow(context, id));
    });
}

export function addReservationMove(parent: Command, context: Context): void {
  parent
    .command('move <id> <date>')
    .description('move one date, which is named by when it begins by the rule')
    .requiredOption('--to <time>', 'when it begins instead, such as 2027-02-01T10:00')
    .option('--minutes <number>', 'how long it goes on then')
    .option('--json', 'print JSON')
    .action(async (id: string, dateInput: unknown, options: unknown) => {
      const date = parseInput(typedTimeSchema, dateInput);
      const { to, minutes } = parseInput(moveOptionsSchema, options);
      const { series } = await findReservationOrThrow(context, id);
      const { reservations } = await context.catalogue();
      const moved = { start: to, minutes: minutes ?? series.minutes };
      show(context, options, 'Moved.', await reservations.moveDate(OPERATOR, id, date, moved));
    });
}

export function addReservationCancel(parent: Command, context: Context): void {
  parent
    .command('cancel <id>')
    .description('call a reservation off, or one date of it; asks first')
    .option('--date <time>', 'this date alone, named by when it begins by the rule')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async (id: string, options: unknown) => {
      const { date } = parseInput(dateSchema, options);
      const found = await findReservationOrThrow(context, id);
      const what = date === undefined ? 'all dates' : `the date ${date}`;
      const undo = date === undefined ? null : `tafelrunde reservation move ${id} ${date} --to ${date}`;
      if (!parseInput(yesSchema, options).yes) await confirm(`call off ${what} of ${nameOf(found)}`, context, { undo });
      const { reservations } = await context.catalogue();
      const cancelled =
        date === undefined
          ? await reservations.cancel(OPERATOR, id)
          : await reservations.cancelDate(OPERATOR, id, date);
      show(context, options, 'Called off.', cancelled);
    });
}

export function addReservationDelete(parent: Command, context: Context): void {
  parent
    .command('delete <id>')
    .description('delete a reservation with all that is kept of it; asks first')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async (id: string, options: unknown) => {
      const found = await findReservationOrThrow(context, id);
      if (!parseInput(yesSchema, options).yes) await confirm(`delete ${nameOf(found)}`, context);
      await (await context.catalogue()).reservations.delete(OPERATOR, id);
      print(context.io, {
        json: isJson(options),
        value: { deleted: { id } },
        text: () => `Deleted ${nameOf(found)}.`,
      });
    });
}
