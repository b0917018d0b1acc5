import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { isJson } from '../inputs.ts';
import { liveCounts } from '../live.ts';
import { findRoomOrThrow } from '../lookup.ts';
import { inviteTable, liveText, print, roomDetails, roomTable } from '../render.ts';
import { inviteView, roomView } from '../views.ts';

export function addRoomList(parent: Command, context: Context): void {
  parent
    .command('list')
    .description('show all rooms')
    .option('--json', 'print JSON')
    .action(async (options: unknown) => listRooms(isJson(options), context));
}

async function listRooms(json: boolean, { io, config, admin, database }: Context): Promise<void> {
  const { rooms } = await database();
  const countsOf = await liveCounts(admin);
  const views = (await rooms.list()).map((room) => ({
    ...roomView(room, config.publicUrl),
    live: countsOf === null ? null : countsOf(room.id),
  }));
  print(io, {
    json,
    value: { rooms: views },
    text: () =>
      views.length > 0
        ? roomTable(views)
        : `There are no rooms in ${config.dataDir}. Make one: tafelrunde room create 'Vorstand'`,
  });
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
