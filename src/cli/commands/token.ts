import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import { visibleLine } from '../../catalogue/room-input.ts';
import { SCOPES } from '../../protocol/api/scopes.ts';
import { MAX_TOKEN_NAME_LENGTH } from '../../protocol/api/tokens.ts';
import type { Context } from '../context.ts';
import { findOrganiserOrThrow } from '../input/house-inputs.ts';
import { choice, expirySchema, isJson, parseInput } from '../input/inputs.ts';
import { tokenTable, tokenView } from '../output/houses.ts';
import { details, print } from '../output/render.ts';
import { formatTime } from '../output/text.ts';

const createFlagsSchema = z.object({
  name: visibleLine("A token's name", MAX_TOKEN_NAME_LENGTH),
  scope: z.array(choice('--scope', SCOPES)).min(1),
  expires: expirySchema.optional(),
});

export function addTokenCreate(parent: Command, context: Context): void {
  parent
    .command('create <email>')
    .description('make a token by which a program does what somebody may do, and show it once')
    .requiredOption('--name <name>', 'what it is for, to find it again in the list')
    .requiredOption('--scope <scopes...>', `how far it reaches: ${SCOPES.join(', ')}`)
    .option('--expires <when>', 'how long it works: 30m, 2h, 7d, 4w, or a date: 2027-01-31, 2027-01-31T18:00')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Programs send it as 'Authorization: Bearer ...' to PUBLIC_URL/api/v1. It never reaches farther than its owner's rights.

Example:
  tafelrunde token create eva.muster@klinik-aach.example --name 'Belegungsplan' --scope rooms:read --expires 4w`,
    )
    .action(async (text: string, options: unknown) => {
      const { name, scope: scopes, expires = null } = parseInput(createFlagsSchema, options);
      const catalogue = await context.catalogue();
      const organiser = await findOrganiserOrThrow(catalogue, text);
      const wish = { organiserId: organiser.id, name, scopes, expiresAt: expires };
      const { token, secret } = await catalogue.tokens.create(OPERATOR, wish);
      print(context.io, {
        json: isJson(options),
        value: { token: tokenView(token), secret },
        text: () =>
          `Made a token for ${organiser.name}.\n\n${details([
            ['Token', `${secret}   (shown only this once)`],
            ['Id', token.id],
            ['Scopes', token.scopes.join(', ')],
            ['Expires', token.expiresAt === null ? 'never' : formatTime(token.expiresAt)],
          ])}`,
      });
    });
}

export function addTokenList(parent: Command, context: Context): void {
  parent
    .command('list <email>')
    .description("show somebody's tokens, and when each was last used")
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const catalogue = await context.catalogue();
      const { id, name } = await findOrganiserOrThrow(catalogue, text);
      const views = (await catalogue.tokens.list(OPERATOR, id)).map(tokenView);
      print(context.io, {
        json: isJson(options),
        value: { tokens: views },
        text: () => (views.length > 0 ? tokenTable(views) : `${name} has no tokens.`),
      });
    });
}

export function addTokenRevoke(parent: Command, context: Context): void {
  parent
    .command('revoke <token>')
    .description('a token works no more (its id is in: tafelrunde token list <email>)')
    .option('--json', 'print JSON')
    .action(async (tokenId: string, options: unknown) => {
      const { tokens } = await context.catalogue();
      const token = await tokens.revoke(OPERATOR, tokenId);
      print(context.io, {
        json: isJson(options),
        value: { token: tokenView(token) },
        text: () => `Revoked the token '${token.name}'.`,
      });
    });
}
