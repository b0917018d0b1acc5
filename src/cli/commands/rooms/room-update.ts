import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import { roomNameSchema } from '../../../catalogue/room-input.ts';
import { definedOnly } from '../../../platform/defined-only.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { isJson, parseInput, settingsSchema } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import { choosePassword } from '../../input/password-options.ts';
import { addRoomOptions, PASSWORD_NOTE } from '../../input/room-options.ts';
import { details, print, roomDetails } from '../../output/render.ts';
import { roomView } from '../../output/views.ts';

const nameSchema = z.object({ name: roomNameSchema.optional() });

export function addRoomUpdate(parent: Command, context: Context): void {
  addRoomOptions(parent.command('update <room>').description("change a room's settings; its link stays the same"))
    .option('--name <name>', 'give it another name')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `${PASSWORD_NOTE}
A change holds from now on; people who are in the room stay there.

Examples:
  tafelrunde room update 'Vorstand' --lobby without-password --mute-on-entry
  tafelrunde room update vorstand-k3f --generate-password`,
    )
    .action(async (text: string, options: unknown) => updateRoom(text, options, context));
}

async function updateRoom(text: string, options: unknown, context: Context): Promise<void> {
  const settings = definedOnly({ ...parseInput(nameSchema, options), ...parseInput(settingsSchema, options) });
  const { rooms } = await context.database();
  const { id } = findRoomOrThrow(await rooms.list(), text);
  const password = await choosePassword(options, context);
  const changes = password === undefined ? settings : { ...settings, password: password.password };
  if (Object.keys(changes).length === 0) {
    throw new BadInputError('Say what to change, for example --lobby on; see: tafelrunde room update --help');
  }
  const catalogue = await context.catalogue();
  const room = await catalogue.rooms.update(OPERATOR, id, changes);

  const view = roomView(room, context.config.publicUrl);
  const generated = password?.isGenerated && password.password !== null ? password.password : undefined;
  print(context.io, {
    json: isJson(options),
    value: { room: view, ...(generated === undefined ? {} : { password: generated }) },
    text: () => {
      const shown =
        generated === undefined ? '' : `\n\n${details([['Password', `${generated}   (shown only this once)`]])}`;
      return `Changed the room '${view.name}'.\n\n${roomDetails(view)}${shown}`;
    },
  });
}
