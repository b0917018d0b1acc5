import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import type { SignedReceipt } from '../../../catalogue/privacy/receipt.ts';
import { readVersion } from '../../../monitoring/status.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { confirm } from '../../input/confirm.ts';
import { addressSchema } from '../../input/house-inputs.ts';
import { choice, isJson, parseInput } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import { receiptText } from '../../output/privacy.ts';
import { print } from '../../output/render.ts';
import { formatCount } from '../../output/text.ts';
import { liveCounts } from '../../server/live.ts';

const flagsSchema = z.object({
  room: z.string().optional(),
  email: addressSchema.optional(),
  yes: z.boolean().default(false),
  language: choice('--language', ['en', 'de']).default('en'),
});

export function addPrivacyErase(parent: Command, context: Context): void {
  parent
    .command('erase')
    .description('delete all that is kept of a room or of somebody, and print a receipt; asks first')
    .option('--room <room>', 'a room, with everything of it')
    .option('--email <address>', 'whose address it is, with all that is theirs alone')
    .option('--language <language>', 'of the receipt: en or de')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The database's files are then written anew, so that nothing of it is left in them. Backups are not changed: the receipt
names those that may still hold it. The receipt is printed this once and kept nowhere. Its SHA-256 is that of the
receipt as JSON in one line: tafelrunde privacy erase ... --json | jq -cj .receipt | sha256sum

Examples:
  tafelrunde privacy erase --room vorstand-k3f
  tafelrunde privacy erase --email eva.muster@klinik-aach.example --language de`,
    )
    .action(async (options: unknown) => {
      const { room, email, yes, language } = parseInput(flagsSchema, options);
      if ((room === undefined) === (email === undefined)) {
        throw new BadInputError('Say either --room or --email: what is to be erased.');
      }
      const signed =
        room === undefined ? await eraseAddress(email ?? '', yes, context) : await eraseRoom(room, yes, context);
      if (!signed.receipt.filesRewritten || signed.receipt.remaining.length > 0) context.fail();
      print(context.io, { json: isJson(options), value: signed, text: () => receiptText(signed, language) });
    });
}

async function eraseRoom(text: string, yes: boolean, context: Context): Promise<SignedReceipt> {
  const { rooms } = await context.database();
  const room = findRoomOrThrow(await rooms.list(), text);
  const live = (await liveCounts(context.admin))?.(room.id) ?? { participants: 0, lobby: 0 };
  const people = live.participants + live.lobby;
  const putsOut = people === 0 ? '' : `, and put out the ${formatCount(people, 'person', 'people')} there`;
  if (!yes) await confirm(`erase the room '${room.name}' (${room.id}) with everything of it${putsOut}`, context);
  const { privacy } = await context.catalogue();
  return privacy.eraseRoom(OPERATOR, room.id, readVersion());
}

async function eraseAddress(address: string, yes: boolean, context: Context): Promise<SignedReceipt> {
  if (!yes) await confirm(`erase the account of ${address} and all that is theirs by this address`, context);
  const { privacy } = await context.catalogue();
  return privacy.eraseAddress(OPERATOR, address, readVersion());
}
