import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import type { OwnedRoom } from '../../../catalogue/ports.ts';
import { DAY_MS } from '../../../platform/periods.ts';
import type { Context } from '../../context.ts';
import { findOrganisationOrThrow } from '../../input/house-inputs.ts';
import { isJson, parseInput } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import { inviteTable, liveText, print, roomDetails, roomTable } from '../../output/render.ts';
import { inviteView, roomView } from '../../output/views.ts';
import { liveCounts } from '../../server/live.ts';

const listFlagsSchema = z.object({ org: z.string().optional() });

export function addRoomList(parent: Command, context: Context): void {
  parent
    .command('list')
    .description('show all rooms; of open ones, which were made on the start page, when they go unless they are used')
    .option('--org <org>', 'those of one organisation')
    .option('--json', 'print JSON')
    .action(async (options: unknown) => listRooms(options, context));
}

async function listRooms(options: unknown, context: Context): Promise<void> {
  const { io, config, admin } = context;
  const rooms = await roomsOf(parseInput(listFlagsSchema, options).org, context);
  const countsOf = await liveCounts(admin);
  const lastUses = await (await context.database()).openRooms.lastUses();
  const views = rooms.map((room) => ({
    ...roomView(room, config.publicUrl),
    openUntil: openUntil(lastUses.get(room.id), config.openRoomDays),
    live: countsOf === null ? null : countsOf(room.id),
  }));
  print(io, {
    json: isJson(options),
    value: { rooms: views },
    text: () =>
      views.length > 0
        ? roomTable(views)
        : `There are no rooms in ${config.dataDir}. Make one: tafelrunde room create 'Vorstand'`,
  });
}

/** When an open room goes that nobody uses, ISO 8601; null: it does not go by itself. */
function openUntil(lastUsedAt: number | undefined, days: number): string | null {
  return lastUsedAt === undefined ? null : new Date(lastUsedAt + days * DAY_MS).toISOString();
}

async function roomsOf(org: string | undefined, context: Context): Promise<readonly OwnedRoom[]> {
  if (org === undefined) return (await context.database()).rooms.list();
  const catalogue = await context.catalogue();
  return catalogue.rooms.list(OPERATOR, (await findOrganisationOrThrow(catalogue, org)).id);
}

export function addRoomShow(parent: Command, context: Context): void {
  parent
    .command('show <room>')
    .description("show a room's settings and invites")
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExample:\n  tafelrunde room show 'Vorstand'")
    .action(async (text: string, options: unknown) => showRoom(text, isJson(options), context));
}

async function showRoom(text: string, json: boolean, { io, config, admin, database }: Context): Promise<void> {
  const { rooms, invites } = await database();
  const room = findRoomOrThrow(await rooms.list(), text);
  const countsOf = await liveCounts(admin);
  const view = {
    ...roomView(room, config.publicUrl),
    live: countsOf === null ? null : countsOf(room.id),
    invites: (await invites.list(room.id)).map(inviteView),
  };
  print(io, {
    json,
    value: { room: view },
    text: () => {
      const now = view.live === null ? 'unknown: the server is not running' : liveText(view.live);
      const inviteText = view.invites.length > 0 ? `\n\nInvites\n${inviteTable(view.invites)}` : '\n\nNo invites.';
      return `${roomDetails(view)}\n\nThere now: ${now}${inviteText}`;
    },
  });
}
