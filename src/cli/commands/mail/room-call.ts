import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import { AppError } from '../../../platform/errors.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { isJson, parseInput } from '../../input/inputs.ts';
import { findRoomOrThrow } from '../../input/lookup.ts';
import { callTable } from '../../output/mails.ts';
import { print } from '../../output/render.ts';
import { formatCount } from '../../output/text.ts';

const flagsSchema = z.object({ status: z.boolean().default(false) });

export function addRoomCall(parent: Command, context: Context): void {
  parent
    .command('call <room>')
    .description('call everyone of the plan now, each by mail with their own link, and show who is on their way')
    .option('--status', 'call nobody, and show who was written to, whose link was opened, who is at the door and here')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Whoever is there already, or was called within the last minute, is not written to. The server sends the mails: within seconds
when it runs. Addresses: tafelrunde seat mail

Example:
  tafelrunde room call 'Krisenstab'`,
    )
    .action(async (text: string, options: unknown) => {
      const { status } = parseInput(flagsSchema, options);
      const { rooms } = await context.database();
      const room = findRoomOrThrow(await rooms.list(), text);
      const { calls } = await context.catalogue();
      const called = status ? null : await calls.everyone(OPERATOR, room.id).catch(explain);
      const seats = await calls.read(OPERATOR, room.id);
      const said = called === null ? '' : `Called ${formatCount(called, 'person', 'people')} to '${room.name}'.\n\n`;
      print(context.io, {
        json: isJson(options),
        value: { ...(called === null ? {} : { called }), seats },
        text: () => `${said}${seats.length > 0 ? callTable(seats) : `'${room.name}' has no plan.`}`,
      });
    });
}

function explain(error: unknown): never {
  if (error instanceof AppError && error.code === 'INVALID_STATE') {
    throw new BadInputError('Nobody of the plan has an e-mail address; first: tafelrunde seat mail');
  }
  throw error;
}
