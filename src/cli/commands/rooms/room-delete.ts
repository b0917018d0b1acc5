import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import type { Context } from '../../context.ts';
import { confirm } from '../../input/confirm.ts';
import { isJson, parseInput } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import { print } from '../../output/render.ts';
import { formatCount } from '../../output/text.ts';
import { liveCounts } from '../../server/live.ts';

const flagsSchema = z.object({ yes: z.boolean().default(false) });

export function addRoomDelete(parent: Command, context: Context): void {
  parent
    .command('delete <room>')
    .description('delete a room with its link, invites, plan and attendance; asks first')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  tafelrunde room delete vorstand-k3f --yes')
    .action(async (text: string, options: unknown) => deleteRoom(text, options, context));
}

async function deleteRoom(text: string, options: unknown, context: Context): Promise<void> {
  const { yes } = parseInput(flagsSchema, options);
  const { io, admin } = context;
  const { rooms, invites } = await context.database();
  const room = findRoomOrThrow(await rooms.list(), text);
  const inviteCount = (await invites.list(room.id)).length;
  const live = (await liveCounts(admin))?.(room.id) ?? { participants: 0, lobby: 0 };
  const people = live.participants + live.lobby;

  const goes = `the room '${room.name}' (${room.id}), its link and ${formatCount(inviteCount, 'invite', 'invites')}`;
  const putsOut = people === 0 ? '' : `, and put out the ${formatCount(people, 'person', 'people')} there`;
  if (!yes) await confirm(`delete ${goes}${putsOut}`, context);

  await (await context.catalogue()).rooms.delete(OPERATOR, room.id);
  print(io, {
    json: isJson(options),
    value: { deleted: { id: room.id, name: room.name, invites: inviteCount } },
    text: () => `Deleted the room '${room.name}' with ${formatCount(inviteCount, 'invite', 'invites')}.`,
  });
}
