import type { Command } from 'commander';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import { inviteLink } from '../../catalogue/links.ts';
import { cleanLine } from '../../protocol/base/text.ts';
import { ROLES, type Role } from '../../protocol/index.ts';
import { mayChair } from '../../rooms/meeting/index.ts';
import { BadInputError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { inviteOptionsSchema, isJson, parseInput } from '../input/inputs.ts';
import { findRoomOrThrow } from '../input/lookup.ts';
import { details, inviteTable, print } from '../output/render.ts';
import { formatTime } from '../output/text.ts';
import { inviteView } from '../output/views.ts';

export function addInviteCreate(parent: Command, context: Context): void {
  parent
    .command('create <room>')
    .description('make a link that lets in without the password, and show it once')
    .requiredOption('--role <role>', `what the link makes of who follows it: ${ROLES.join(', ')}`)
    .option('--trusted', 'who follows it passes the lobby where the room lets trusted invites pass')
    .option('--single-use', 'the link works once')
    .option('--expires <when>', 'how long it works: 30m, 2h, 7d, 4w, or a date: 2027-01-31, 2027-01-31T18:00')
    .option('--label <text>', 'what it is for, to find it again in the list')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  tafelrunde invite create 'Vorstand' --role moderator --label 'Frau Muster'
  tafelrunde invite create 'Vorstand' --role participant --single-use --expires 7d`,
    )
    .action(async (text: string, options: unknown) => createInvite(text, options, context));
}

async function createInvite(text: string, options: unknown, context: Context): Promise<void> {
  const { io, config, database } = context;
  const { role, singleUse, expires, label, trusted } = parseInput(inviteOptionsSchema, options);
  const { rooms } = await database();
  const room = findRoomOrThrow(await rooms.list(), text);
  const catalogue = await context.catalogue();
  const { invite, secret } = await catalogue.invites.create(OPERATOR, room.id, {
    role,
    label: label ?? null,
    maxUses: singleUse ? 1 : null,
    expiresAt: expires ?? null,
    trusted,
  });
  const link = inviteLink(config.publicUrl, room.id, secret);
  print(io, {
    json: isJson(options),
    value: { invite: inviteView(invite), link },
    text: () =>
      `Made an invite for '${room.name}'.\n\n${details([
        ['Link', `${link}   (shown only this once)`],
        ['Id', invite.id],
        ['Role', invite.role],
        ['Lobby', lobbyText(invite.role, trusted)],
        ['Works', singleUse ? 'once' : 'any number of times'],
        ['Expires', invite.expiresAt === null ? 'never' : formatTime(invite.expiresAt)],
      ])}`,
  });
}

function lobbyText(role: Role, trusted: boolean): string {
  if (mayChair(role)) return 'never waits';
  return trusted ? 'waits only where trusted invites do not pass' : 'waits where the lobby is on';
}

export function addInviteList(parent: Command, context: Context): void {
  parent
    .command('list <room>')
    .description("show a room's invites, also those that no longer work")
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const { rooms, invites } = await context.database();
      const room = findRoomOrThrow(await rooms.list(), text);
      const views = (await invites.list(room.id)).map(inviteView);
      print(context.io, {
        json: isJson(options),
        value: { invites: views },
        text: () => (views.length > 0 ? inviteTable(views) : `'${room.name}' has no invites.`),
      });
    });
}

export function addInviteRevoke(parent: Command, context: Context): void {
  parent
    .command('revoke <invite>')
    .description(
      "take an invite's right away, and put out who came by it (its id is in: tafelrunde invite list <room>)",
    )
    .option('--json', 'print JSON')
    .action(async (inviteId: string, options: unknown) => {
      const { invites } = await context.database();
      if ((await invites.find(inviteId)) === null)
        throw new BadInputError(`There is no invite with the id '${cleanLine(inviteId).slice(0, 80)}'.`);
      const invite = await (await context.catalogue()).invites.revoke(OPERATOR, inviteId);
      print(context.io, {
        json: isJson(options),
        value: { invite: inviteView(invite) },
        text: () => `Revoked the invite ${invite.id}; its link no longer works.`,
      });
    });
}
