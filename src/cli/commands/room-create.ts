import type { Command } from 'commander';
import { z } from 'zod';
import { newRoomId } from '../../auth/index.ts';
import { DEFAULT_SETTINGS } from '../../catalogue/default-settings.ts';
import type { StoredRoom } from '../../rooms/ports.ts';
import type { Context } from '../context.ts';
import { parseInput, roomNameSchema, settingsSchema } from '../inputs.ts';
import { makeInvite } from '../make-invite.ts';
import { choosePassword } from '../password-options.ts';
import { details, print } from '../render.ts';
import { addRoomOptions, definedOnly, PASSWORD_NOTE } from '../room-options.ts';
import { inviteLink, roomView } from '../views.ts';

const flagsSchema = z.object({ moderatorLink: z.boolean().default(false), json: z.boolean().default(false) });

export function addRoomCreate(parent: Command, context: Context): void {
  addRoomOptions(parent.command('create <name>').description('make a room and print its link'))
    .option('--moderator-link', 'also make a moderator invite and show its link once')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `${PASSWORD_NOTE}

Examples:
  tafelrunde room create 'Vorstand' --generate-password --moderator-link
  tafelrunde room create 'Sprechstunde' --lobby on --lobby-message 'Bitte warten Sie kurz.' --moderator-link
  pass show vorstand | tafelrunde room create 'Vorstand' --password-stdin --json`,
    )
    .action(async (name: unknown, options: unknown) => createRoom(name, options, context));
}

async function createRoom(nameInput: unknown, options: unknown, context: Context): Promise<void> {
  const name = parseInput(roomNameSchema, nameInput);
  const settings = parseInput(settingsSchema, options);
  const flags = parseInput(flagsSchema, options);
  const password = await choosePassword(options, context);
  const { publicUrl } = context.config;

  const { rooms, invites } = await context.database();
  const room = await rooms.create({
    ...DEFAULT_SETTINGS,
    ...definedOnly(settings),
    id: newRoomId(name),
    name,
    passwordHash: password?.hash ?? null,
  });
  const invite = flags.moderatorLink ? await makeInvite(invites, { roomId: room.id, role: 'moderator' }) : null;

  const view = roomView(room, publicUrl);
  const shownOnce = {
    ...(password?.generated === undefined ? {} : { password: password.generated }),
    ...(invite === null ? {} : { moderatorLink: inviteLink(publicUrl, room.id, invite.secret) }),
  };
  print(context.io, {
    json: flags.json,
    value: { room: view, ...shownOnce },
    text: () => `Made the room '${view.name}'.\n\n${details(linesOf(view.link, shownOnce))}`,
  });
  if (!flags.moderatorLink && needsModerator(room)) {
    context.io.err(`Note: a moderator has to let people in. Make a link for one with --moderator-link,
or: tafelrunde invite create ${room.id} --role moderator`);
  }
}

function needsModerator(room: StoredRoom): boolean {
  return room.lobby !== 'off' || !room.joinBeforeHost;
}

function linesOf(link: string, shownOnce: { password?: string; moderatorLink?: string }): [string, string][] {
  const lines: [string, string][] = [['Link', link]];
  if (shownOnce.password) lines.push(['Password', `${shownOnce.password}   (shown only this once)`]);
  if (shownOnce.moderatorLink) lines.push(['Moderator', `${shownOnce.moderatorLink}   (shown only this once)`]);
  return lines;
}
