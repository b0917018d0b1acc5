import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import { BadInputError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { confirm } from '../input/confirm.ts';
import { findOrganiserOrThrow } from '../input/house-inputs.ts';
import { isJson, parseInput } from '../input/inputs.ts';
import { passkeyTable, passkeyView } from '../output/houses.ts';
import { print } from '../output/render.ts';
import { formatCount } from '../output/text.ts';

const flagsSchema = z.object({
  remove: z.union([z.string(), z.literal(true)]).optional(),
  yes: z.boolean().default(false),
});

export function addUserPasskeys(parent: Command, context: Context): void {
  parent
    .command('passkeys <email>')
    .description('show by which passkeys somebody signs in, or remove one or all of them; asks first')
    .option('--remove [id]', 'remove this one; without an id all of them')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nWho is signed in by one stays signed in: tafelrunde user sessions <email> --revoke')
    .action(async (text: string, options: unknown) => {
      const { remove, yes } = parseInput(flagsSchema, options);
      const { organisers } = await context.catalogue();
      const { id, name } = await findOrganiserOrThrow(await context.catalogue(), text);
      const passkeys = (await organisers.passkeys(OPERATOR, id)).map(passkeyView);
      if (remove === undefined) {
        print(context.io, {
          json: isJson(options),
          value: { passkeys },
          text: () => (passkeys.length > 0 ? passkeyTable(passkeys) : `${name} has no passkeys.`),
        });
        return;
      }
      const meant = remove === true ? passkeys : passkeys.filter((passkey) => passkey.id === remove);
      if (meant.length === 0)
        throw new BadInputError(`${name} has no ${remove === true ? 'passkeys' : 'such passkey'}.`);
      const what = formatCount(meant.length, 'passkey', 'passkeys');
      if (!yes) await confirm(`remove ${what} of ${name}`, context);
      if (remove === true) await organisers.removePasskeys(OPERATOR, id);
      else await organisers.removePasskey(OPERATOR, id, remove);
      print(context.io, {
        json: isJson(options),
        value: { removed: meant },
        text: () => `Removed ${what} of ${name}.`,
      });
    });
}
