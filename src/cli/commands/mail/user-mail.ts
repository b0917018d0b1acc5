import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import { MAIL_LANGUAGES } from '../../../protocol/mail.ts';
import { BadInputError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { findOrganiserOrThrow } from '../../input/house-inputs.ts';
import { choice, isJson, parseInput } from '../../input/inputs.ts';
import { mailTable, mailView } from '../../output/mails.ts';
import { print } from '../../output/render.ts';

const flagsSchema = z.object({ language: choice('The language', MAIL_LANGUAGES).default('de') });

export function addUserMailLink(parent: Command, context: Context): void {
  parent
    .command('mail-link <email>')
    .description('mail somebody a new link by which they set their password, the first or a forgotten one')
    .option('--language <language>', `of the mail: ${MAIL_LANGUAGES.join(', ')}`)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The server sends it, now or when it next runs, in the name of their organisation. It takes the place of the link before, and the
old password goes on until it is used.`,
    )
    .action(async (text: string, options: unknown) => {
      const { language } = parseInput(flagsSchema, options);
      const catalogue = await context.catalogue();
      const { id, name, email, isDisabled } = await findOrganiserOrThrow(catalogue, text);
      if (isDisabled) throw new BadInputError(`The account is disabled; first: tafelrunde user enable ${email}`);
      await catalogue.organiserMail.sendLink(OPERATOR, id, language);
      print(context.io, {
        json: isJson(options),
        value: { mailed: { id, email } },
        text: () => `A link for ${name} goes to ${email}. What became of it: tafelrunde user mails ${email}`,
      });
    });
}

export function addUserMails(parent: Command, context: Context): void {
  parent
    .command('mails <email>')
    .description('show what became of mail to somebody, of the last two weeks')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const catalogue = await context.catalogue();
      const { id, name } = await findOrganiserOrThrow(catalogue, text);
      const mails = (await catalogue.organiserMail.list(OPERATOR, id)).map(mailView);
      print(context.io, {
        json: isJson(options),
        value: { mails },
        text: () => (mails.length > 0 ? mailTable(mails) : `No mail went to ${name}.`),
      });
    });
}
