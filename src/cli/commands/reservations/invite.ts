import type { Command } from 'commander';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import type { StoredReservation } from '../../../catalogue/reservations/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { isJson, parseInput } from '../../input/inputs.ts';
import { type InvitationOptions, invitationOptionsSchema } from '../../input/reservation-inputs.ts';
import { invitedTable } from '../../output/mails.ts';
import { print } from '../../output/render.ts';
import { formatCount } from '../../output/text.ts';
import { findSeatOrThrow } from '../../plan.ts';
import { findReservationOrThrow, nameOf } from './one.ts';

type News = Parameters<Awaited<ReturnType<Context['catalogue']>>['invitations']['send']>[2];

export function addReservationInvite(parent: Command, context: Context): void {
  parent
    .command('invite <id>')
    .description('mail those whom the room expects about a reservation, and show who was written to')
    .option('--changed', 'that it is otherwise than they were told')
    .option('--date <time>', 'that this date was moved or called off, named by when it begins by the rule')
    .option('--seat <seat...>', 'these alone, by their numbers or exact names; as often as you like')
    .option('--status', 'write to nobody, and show who was written to')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Each gets a calendar part and their own link to their own seat; of a reservation that was called off, the cancellation. Said again, it
goes again, in one and the same calendar entry; within a minute once. Addresses: tafelrunde seat mail

Example:
  tafelrunde reservation invite ID --seat 3 --seat 'Buch am Wald'`,
    )
    .action(async (id: string, options: unknown) => {
      const said = parseInput(invitationOptionsSchema, options);
      const found = await findReservationOrThrow(context, id);
      const { invitations } = await context.catalogue();
      const { plans } = await context.database();
      const seats = said.seat === undefined ? null : await plans.listSeats(found.roomId);
      const seatIds = seats && (said.seat ?? []).map((text) => findSeatOrThrow(seats, text).id);
      const sent = said.status
        ? null
        : await invitations.send(OPERATOR, id, newsOf(found, said), seatIds).catch(explainNobody);
      const { seats: invited, untold } = await invitations.read(OPERATOR, id);
      const hint = untold === null ? '' : `\n\n${untoldText(untold, id)}`;
      const done =
        sent === null ? '' : `Mail goes to ${formatCount(sent, 'person', 'people')} about ${nameOf(found)}.\n\n`;
      print(context.io, {
        json: isJson(options),
        value: { ...(sent === null ? {} : { sent }), untold, seats: invited },
        text: () => `${done}${invited.length > 0 ? invitedTable(invited) : `'${found.roomName}' has no plan.`}${hint}`,
      });
    });
}

/** Errors: BadInputError for what is not so. */
function newsOf({ series, cancelledAt }: StoredReservation, { changed, date }: InvitationOptions): News {
  if (date === undefined) return { is: cancelledAt !== null ? 'cancelled' : changed ? 'changed' : 'invited' };
  const change = cancelledAt === null ? series.changes.find((one) => one.date === date) : undefined;
  if (!change)
    throw new BadInputError('This date is as ever, or the whole was called off; see: tafelrunde reservation show');
  return { is: change.moved === null ? 'date-cancelled' : 'date-moved', date };
}

function untoldText(untold: News, id: string): string {
  const again = `tafelrunde reservation invite ${id}`;
  if ('date' in untold)
    return `Not all who were written to know of the date ${untold.date}: ${again} --date ${untold.date}`;
  return untold.is === 'cancelled'
    ? `Not all who were written to know that it was called off: ${again}`
    : `Not all who were written to know how it is by now: ${again} --changed`;
}

function explainNobody(error: unknown): never {
  if (error instanceof AppError && error.code === 'INVALID_STATE') {
    throw new BadInputError('None of them has an e-mail address; first: tafelrunde seat mail');
  }
  throw error;
}
