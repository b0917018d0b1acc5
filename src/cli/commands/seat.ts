import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import { inviteLink } from '../../catalogue/links.ts';
import { MAX_SEATS } from '../../protocol/index.ts';
import { BadInputError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { isJson, parseInput, seatNamesSchema } from '../input/inputs.ts';
import { findRoomOrThrow } from '../input/lookup.ts';
import { details, print, seatTable } from '../output/render.ts';
import { formatCount } from '../output/text.ts';
import { inviteView, planView } from '../output/views.ts';
import { findSeatOrThrow, planOf } from '../plan.ts';

const flagsSchema = z.object({ none: z.boolean().default(false) });

export function addSeatSet(parent: Command, context: Context): void {
  parent
    .command('set <room> [names...]')
    .description(
      `the people expected in a room, in their order (up to ${MAX_SEATS}); takes the place of the former plan`,
    )
    .option('--none', 'no plan any more')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Whoever has a seat's name sits on it, and so does whoever comes by the seat's own link. A name that was in the plan
before keeps its seat and its link; the links of seats that go no longer work.

Example:
  tafelrunde seat set 'Kreistag' 'Aach' 'Buch am Wald' 'Cham'`,
    )
    .action(async (text: string, names: unknown, options: unknown) => setPlan(text, names, options, context));
}

async function setPlan(text: string, input: unknown, options: unknown, context: Context): Promise<void> {
  const names = parseInput(seatNamesSchema, input);
  const { none } = parseInput(flagsSchema, options);
  if (none === names.length > 0) throw new BadInputError('Name the seats in their order, or give --none for no plan.');
  const { rooms } = await context.database();
  const room = findRoomOrThrow(await rooms.list(), text);
  const { plans } = await context.catalogue();
  const { seats: former, quorum, version } = await plans.read(OPERATOR, room.id);
  const { seats } = await plans.replace(OPERATOR, room.id, { seats: planOf(names, former), quorum, version });
  print(context.io, {
    json: isJson(options),
    value: planView(room, seats, []),
    text: () =>
      none
        ? `'${room.name}' has no plan any more.`
        : `'${room.name}' expects ${formatCount(seats.length, 'person', 'people')}.`,
  });
}

export function addSeatList(parent: Command, context: Context): void {
  parent
    .command('list <room>')
    .description("show a room's plan in its order, and whether a link stands for each seat")
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const { rooms, plans, invites } = await context.database();
      const room = findRoomOrThrow(await rooms.list(), text);
      const view = planView(room, await plans.listSeats(room.id), await invites.list(room.id));
      print(context.io, {
        json: isJson(options),
        value: view,
        text: () => (view.seats.length > 0 ? seatTable(view) : `'${room.name}' has no plan.`),
      });
    });
}

export function addSeatInvite(parent: Command, context: Context): void {
  parent
    .command('invite <room> <seat>')
    .description("make a seat's own link, which works once, and show it once (the seat by its number or exact name)")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Where the room lets trusted links pass, its bearer need not wait in the lobby. A link that was made for the seat before
and that nobody has used yet no longer works.

Example:
  tafelrunde seat invite 'Kreistag' 3`,
    )
    .action(async (text: string, seat: string, options: unknown) => inviteToSeat(text, seat, options, context));
}

async function inviteToSeat(text: string, seatText: string, options: unknown, context: Context): Promise<void> {
  const { rooms } = await context.database();
  const room = findRoomOrThrow(await rooms.list(), text);
  const { plans } = await context.catalogue();
  const { seats } = await plans.read(OPERATOR, room.id);
  const { seat, invite: kept, secret } = await plans.invite(OPERATOR, room.id, findSeatOrThrow(seats, seatText).id);
  const link = inviteLink(context.config.publicUrl, room.id, secret);
  print(context.io, {
    json: isJson(options),
    value: { seat, invite: inviteView(kept), link },
    text: () =>
      `Made a link for the seat '${seat.name}' in '${room.name}'.\n\n${details([
        ['Link', `${link}   (shown only this once)`],
        ['Id', kept.id],
        ['Works', 'once'],
      ])}`,
  });
}
