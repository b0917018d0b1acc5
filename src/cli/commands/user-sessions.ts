import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import type { Context } from '../context.ts';
import { findOrganiserOrThrow } from '../input/house-inputs.ts';
import { isJson, parseInput } from '../input/inputs.ts';
import { sessionTable, sessionView } from '../output/houses.ts';
import { print } from '../output/render.ts';
import { formatCount } from '../output/text.ts';

const flagsSchema = z.object({ revoke: z.boolean().default(false) });

export function addUserSessions(parent: Command, context: Context): void {
  parent
    .command('sessions <email>')
    .description('show in how many browsers somebody is signed in, or sign them out')
    .option('--revoke', 'sign them out everywhere')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const { revoke } = parseInput(flagsSchema, options);
      const catalogue = await context.catalogue();
      const { id, name } = await findOrganiserOrThrow(catalogue, text);
      if (revoke) {
        const revoked = await catalogue.organisers.endSessions(OPERATOR, id);
        print(context.io, {
          json: isJson(options),
          value: { revoked },
          text: () => `Signed ${name} out in ${formatCount(revoked, 'browser', 'browsers')}.`,
        });
        return;
      }
      const sessions = (await catalogue.organisers.sessions(OPERATOR, id)).map(sessionView);
      print(context.io, {
        json: isJson(options),
        value: { sessions },
        text: () => (sessions.length > 0 ? sessionTable(sessions) : `${name} is signed in nowhere.`),
      });
    });
}
