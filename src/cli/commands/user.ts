import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import { passwordLink } from '../../catalogue/links.ts';
import type { Link } from '../../catalogue/organisers/organisers.ts';
import type { StoredOrganiser } from '../../catalogue/ports.ts';
import { ORGANISER_ROLES } from '../../protocol/accounts/accounts.ts';
import { BadInputError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { confirm } from '../input/confirm.ts';
import {
  addressSchema,
  allOrganisers,
  findOrganisationOrThrow,
  findOrganiserOrThrow,
  organiserNameSchema,
  organiserRoleSchema,
} from '../input/house-inputs.ts';
import { isJson, parseInput } from '../input/inputs.ts';
import { organiserTable, organiserView } from '../output/houses.ts';
import { details, print } from '../output/render.ts';
import { formatTime } from '../output/text.ts';

const createFlagsSchema = z.object({
  name: organiserNameSchema,
  org: z.string(),
  role: organiserRoleSchema.default('organiser'),
});
const listFlagsSchema = z.object({ org: z.string().optional() });
const deleteFlagsSchema = z.object({ yes: z.boolean().default(false) });

export function addUserCreate(parent: Command, context: Context): void {
  parent
    .command('create <email>')
    .description('make an account, and show once the link by which its owner sets their password')
    .requiredOption('--org <org>', 'the organisation that they organise for')
    .requiredOption('--name <name>', 'their name')
    .option('--role <role>', `what they may do there: ${ORGANISER_ROLES.join(', ')}`)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Every organiser makes and changes the organisation's rooms; an admin also invites organisers.

Example:
  tafelrunde user create eva.muster@klinik-aach.example --name 'Eva Muster' --org 'Klinik Aach' --role admin`,
    )
    .action(async (emailInput: unknown, options: unknown) => {
      const email = parseInput(addressSchema, emailInput);
      const { name, org, role } = parseInput(createFlagsSchema, options);
      const catalogue = await context.catalogue();
      const { id: organisationId } = await findOrganisationOrThrow(catalogue, org);
      const made = await catalogue.organisers.invite(OPERATOR, { organisationId, email, name, role });
      printLink(context, { ...made, options, deed: 'Made an account for' });
    });
}

export function addUserList(parent: Command, context: Context): void {
  parent
    .command('list')
    .description('show who has an account')
    .option('--org <org>', 'of one organisation')
    .option('--json', 'print JSON')
    .action(async (options: unknown) => {
      const { org } = parseInput(listFlagsSchema, options);
      const catalogue = await context.catalogue();
      const names = new Map((await catalogue.organisations.list(OPERATOR)).map(({ id, name }) => [id, name]));
      const only = org === undefined ? null : await findOrganisationOrThrow(catalogue, org);
      const found = only ? await catalogue.organisers.list(OPERATOR, only.id) : await allOrganisers(catalogue);
      const views = found.map((organiser) => ({
        ...organiserView(organiser),
        organisation: names.get(organiser.organisationId) ?? '',
      }));
      print(context.io, {
        json: isJson(options),
        value: { organisers: views },
        text: () => (views.length > 0 ? organiserTable(views) : 'Nobody has an account.'),
      });
    });
}

export function addUserLink(parent: Command, context: Context): void {
  parent
    .command('link <email>')
    .description('make a new link by which somebody sets their password, the first or a forgotten one')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nIt takes the place of the one before. The old password goes on until it is used.')
    .action(async (text: string, options: unknown) => {
      const catalogue = await context.catalogue();
      const { id, email, isDisabled } = await findOrganiserOrThrow(catalogue, text);
      if (isDisabled) throw new BadInputError(`The account is disabled; first: tafelrunde user enable ${email}`);
      const made = await catalogue.organisers.makeLink(OPERATOR, id);
      printLink(context, { ...made, options, deed: 'Made a link for' });
    });
}

export function addUserRole(parent: Command, context: Context): void {
  parent
    .command('role <email> <role>')
    .description(`say what somebody may do in their organisation: ${ORGANISER_ROLES.join(', ')}`)
    .option('--json', 'print JSON')
    .action(async (text: string, roleInput: unknown, options: unknown) => {
      const role = parseInput(organiserRoleSchema, roleInput);
      await change(text, options, context, {
        change: ({ organisers }, id) => organisers.setRole(OPERATOR, id, role),
        words: ({ name }) => `${name} is now ${role === 'admin' ? 'an admin' : 'an organiser'}.`,
      });
    });
}

export function addUserDisable(parent: Command, context: Context): void {
  parent
    .command('disable <email>')
    .description('sign somebody out everywhere and let them in no more; their rooms stay')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      await change(text, options, context, {
        change: ({ organisers }, id) => organisers.disable(OPERATOR, id),
        words: ({ name }) => `Disabled the account of ${name}.`,
      });
    });
}

export function addUserEnable(parent: Command, context: Context): void {
  parent
    .command('enable <email>')
    .description('let somebody in again, with the password of before')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      await change(text, options, context, {
        change: ({ organisers }, id) => organisers.enable(OPERATOR, id),
        words: ({ name }) => `Enabled the account of ${name}.`,
      });
    });
}

export function addUserDelete(parent: Command, context: Context): void {
  parent
    .command('delete <email>')
    .description('delete an account; rooms that its owner made stay with the organisation; asks first')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const { yes } = parseInput(deleteFlagsSchema, options);
      const catalogue = await context.catalogue();
      const { id, name, email } = await findOrganiserOrThrow(catalogue, text);
      if (!yes) await confirm(`delete the account of ${name} (${email})`, context);
      const deleted = organiserView(await catalogue.organisers.delete(OPERATOR, id));
      print(context.io, {
        json: isJson(options),
        value: { deleted },
        text: () => `Deleted the account of ${name} (${email}).`,
      });
    });
}

export function addUserResetSecondFactor(parent: Command, context: Context): void {
  parent
    .command('reset-second-factor <email>')
    .description(
      "forget somebody's authenticator app, which they have lost; the password alone lets them in then; asks first",
    )
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const { yes } = parseInput(deleteFlagsSchema, options);
      const catalogue = await context.catalogue();
      const { id, name, hasSecondFactor } = await findOrganiserOrThrow(catalogue, text);
      if (!hasSecondFactor) throw new BadInputError(`${name} has no second factor.`);
      if (!yes) await confirm(`forget the authenticator app of ${name}`, context);
      await catalogue.organisers.removeSecondFactor(OPERATOR, id);
      const organiser = await catalogue.organisers.read(OPERATOR, id);
      print(context.io, {
        json: isJson(options),
        value: { organiser: organiserView(organiser) },
        text: () => `Forgot the authenticator app of ${name}.`,
      });
    });
}

interface Change {
  readonly change: (catalogue: Awaited<ReturnType<Context['catalogue']>>, id: string) => Promise<StoredOrganiser>;
  readonly words: (organiser: StoredOrganiser) => string;
}

async function change(text: string, options: unknown, context: Context, { change, words }: Change): Promise<void> {
  const catalogue = await context.catalogue();
  const { id } = await findOrganiserOrThrow(catalogue, text);
  const organiser = await change(catalogue, id);
  print(context.io, {
    json: isJson(options),
    value: { organiser: organiserView(organiser) },
    text: () => words(organiser),
  });
}

interface Made {
  readonly organiser: StoredOrganiser;
  readonly link: Link;
  readonly options: unknown;
  readonly deed: string;
}

function printLink({ io, config }: Context, { organiser, link, options, deed }: Made): void {
  const url = passwordLink(config.publicUrl, link.secret);
  print(io, {
    json: isJson(options),
    value: { organiser: organiserView(organiser), link: url, expiresAt: new Date(link.expiresAt).toISOString() },
    text: () =>
      `${deed} ${organiser.name}.\n\n${details([
        ['Link', `${url}   (shown only this once)`],
        ['Works', `once, until ${formatTime(link.expiresAt)}`],
        ['E-mail', organiser.email],
        ['Role', organiser.role],
      ])}`,
  });
}
