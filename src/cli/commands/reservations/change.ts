import type { Command } from 'commander';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import { definedOnly } from '../../../platform/defined-only.ts';
import { AppError } from '../../../platform/errors.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../input/inputs.ts';
import { changedRuleOf, endOptionsSchema, reservationChangesOptionsSchema } from '../../input/reservation-inputs.ts';
import { findReservationOrThrow, show } from './one.ts';

export function addReservationUpdate(parent: Command, context: Context): void {
  parent
    .command('update <id>')
    .description('change a reservation as a whole; single dates that are otherwise stay so')
    .option('--start <time>', 'when its first date begins, such as 2027-01-31T18:00')
    .option('--minutes <number>', 'how long it goes on')
    .option('--seats <number>', 'how many seats are sure')
    .option('--zone <zone>', 'whose clocks show these times')
    .option('--title <text>', "what it is called; '' is as the room")
    .option('--weekly', 'each week, until --until')
    .option('--until <day>', 'the last day, such as 2027-06-30')
    .option('--rule <rule>', "RFC 5545, such as 'FREQ=MONTHLY;BYDAY=1TU;COUNT=12'")
    .option('--once', 'its first date alone')
    .option('--minutes-before <number>', 'so long before, its seats are kept free and its door is open')
    .option('--minutes-after <number>', 'so long after, its seats stay free')
    .option(
      '--reminder <when>',
      'those who were invited, and the organiser, are reminded by mail: none, hour or day before',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Nobody is told of it by mail; for that: tafelrunde reservation invite ID --changed

Example:
  tafelrunde reservation update ID --minutes 120 --seats 25`,
    )
    .action(async (id: string, options: unknown) => {
      const said = parseInput(reservationChangesOptionsSchema, options);
      const { start, minutes, zone, seats, title, minutesBefore, minutesAfter, reminder: reminderMinutes } = said;
      const times = definedOnly({ start, minutes, zone, rule: changedRuleOf(said) });
      const terms = definedOnly({ seats, title, minutesBefore, minutesAfter, reminderMinutes });
      const saysTimes = Object.keys(times).length > 0;
      if (!saysTimes && Object.keys(terms).length === 0) {
        throw new BadInputError('Say what to change, such as --seats 25; see: tafelrunde reservation update --help');
      }
      await findReservationOrThrow(context, id);
      const { reservations } = await context.catalogue();
      const changes = { ...terms, ...(saysTimes ? { times } : {}) };
      show(context, options, 'Changed.', await reservations.update(OPERATOR, id, changes));
    });
}

export function addReservationEnd(parent: Command, context: Context): void {
  parent
    .command('end <id>')
    .description('end a series by its last day, or the date that is running now')
    .option('--last-day <day>', 'on which it takes place for the last time at most, such as 2027-03-31')
    .option('--now', 'the date that is running is over: its seats are free, and nobody is put out')
    .option('--json', 'print JSON')
    .action(async (id: string, options: unknown) => {
      const { lastDay, now } = parseInput(endOptionsSchema, options);
      if (now === (lastDay !== undefined)) throw new BadInputError('Say --last-day for a series, or --now.');
      const { series } = await findReservationOrThrow(context, id);
      const { reservations } = await context.catalogue();
      if (lastDay === undefined) {
        show(context, options, 'Ended.', await reservations.endRunning(OPERATOR, id).catch(explainNone));
        return;
      }
      if (series.rule === null) {
        throw new BadInputError('It takes place once, and is no series; see: tafelrunde reservation cancel');
      }
      show(context, options, `Ends on ${lastDay} at the latest.`, await reservations.end(OPERATOR, id, lastDay));
    });
}

function explainNone(error: unknown): never {
  if (error instanceof AppError && error.code === 'INVALID_STATE') {
    throw new BadInputError('None of its dates is running now; see: tafelrunde reservation show');
  }
  throw error;
}
