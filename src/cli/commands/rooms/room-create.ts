import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import { inviteLink } from '../../../catalogue/links.ts';
import { roomNameSchema } from '../../../catalogue/room-input.ts';
import { definedOnly } from '../../../platform/defined-only.ts';
import type { StoredRoom } from '../../../rooms/ports/storage.ts';
import type { Context } from '../../context.ts';
import { findOrganisationOrThrow } from '../../input/house-inputs.ts';
import { parseInput, settingsSchema } from '../../input/inputs.ts';
import { choosePassword } from '../../input/password-options.ts';
import { addRoomOptions, PASSWORD_NOTE } from '../../input/room-options.ts';
import { details, print } from '../../output/render.ts';
import { roomView } from '../../output/views.ts';

const flagsSchema = z.object({
  org: z.string().optional(),
  moderatorLink: z.boolean().default(false),
  json: z.boolean().default(false),
});

export function addRoomCreate(parent: Command, context: Context): void {
  addRoomOptions(parent.command('create <name>').description('make a room and print its link'))
    .option('--org <org>', 'the organisation that it belongs to; without one it is yours alone')
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

  const catalogue = await context.catalogue();
  const organisation = flags.org === undefined ? null : await findOrganisationOrThrow(catalogue, flags.org);
  const { room, moderatorSecret } = await catalogue.rooms.create(OPERATOR, organisation?.id ?? null, {
    ...definedOnly(settings),
    name,
    password: password?.password ?? null,
    withModerator: flags.moderatorLink,
  });

  const view = roomView(room, publicUrl);
  const shownOnce = {
    ...(password?.isGenerated && password.password !== null ? { password: password.password } : {}),
    ...(moderatorSecret === null ? {} : { moderatorLink: inviteLink(publicUrl, room.id, moderatorSecret) }),
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
