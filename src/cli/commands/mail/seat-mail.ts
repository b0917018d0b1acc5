import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import { emailSchema } from '../../../protocol/accounts/email.ts';
import { MAIL_LANGUAGES } from '../../../protocol/mail.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { choice, isJson, parseInput } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import { print } from '../../output/render.ts';
import { findSeatOrThrow } from '../../plan.ts';

const flagsSchema = z.object({
  none: z.boolean().default(false),
  language: choice('The language', MAIL_LANGUAGES).default('de'),
});
const addressSchema = z
  .string()
  .refine((text) => emailSchema.safeParse(text).success, 'An e-mail address is such as aach@landkreis.example.')
  .pipe(emailSchema)
  .optional();

export function addSeatMail(parent: Command, context: Context): void {
  parent
    .command('mail <room> <seat> [email]')
    .description('say where mail for an expected person goes (the seat by its number or exact name)')
    .option('--none', 'nowhere any more')
    .option('--language <language>', `in which they are written to: ${MAIL_LANGUAGES.join(', ')}`)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The address is for mail alone: nobody in the meeting sees it. It goes with the seat. See: tafelrunde room call

Example:
  tafelrunde seat mail 'Kreistag' 3 cham@landkreis.example`,
    )
    .action(async (roomText: string, seatText: string, emailInput: unknown, options: unknown) => {
      const email = parseInput(addressSchema, emailInput);
      const { none, language } = parseInput(flagsSchema, options);
      if (none !== (email === undefined)) throw new BadInputError('Name an e-mail address, or give --none.');
      const { rooms, plans } = await context.database();
      const room = findRoomOrThrow(await rooms.list(), roomText);
      const seat = findSeatOrThrow(await plans.listSeats(room.id), seatText);
      const address = email === undefined ? null : { email, language };
      await (await context.catalogue()).calls.setAddress(OPERATOR, room.id, seat.id, address);
      print(context.io, {
        json: isJson(options),
        value: { seat, address },
        text: () =>
          address === null
            ? `No mail goes to '${seat.name}' any more.`
            : `Mail for '${seat.name}' goes to ${address.email}.`,
      });
    });
}
