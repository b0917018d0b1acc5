import type { Command } from 'commander';
import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { definedOnly } from '../../platform/defined-only.ts';
import { BadInputError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { confirm } from '../input/confirm.ts';
import { findOrganisationOrThrow, houseOptionsSchema, organisationNameSchema } from '../input/house-inputs.ts';
import { isJson, parseInput, roomDefaultsOptionsSchema } from '../input/inputs.ts';
import { logoFlagsSchema, readPicture } from '../input/logo.ts';
import { addDefaultOptions } from '../input/room-options.ts';
import {
  organisationDetails,
  organisationTable,
  organisationView,
  organiserTable,
  organiserView,
} from '../output/houses.ts';
import { print } from '../output/render.ts';
import { formatCount } from '../output/text.ts';
import { announcing, liveCounts } from '../server/live.ts';

const updateFlagsSchema = z.object({
  name: organisationNameSchema.optional(),
  resetDefaults: z.boolean().default(false),
});
const deleteFlagsSchema = z.object({ yes: z.boolean().default(false) });

function addHouseOptions(command: Command): Command {
  return addDefaultOptions(
    command
      .option('--sender-name <name>', "who its mail comes from; '' is its name")
      .option('--colour <colour>', "its colour on the door, such as #0a6470; 'none' is the server's own")
      .option('--state <state>', "whose public holidays are said of its dates, such as BY; 'none' is those of all")
      .option('--max-rooms <number>', "how many rooms it may have; 'none' is any number")
      .option('--max-seats <number>', "how many people may be in its rooms at once; 'none' is any number"),
  );
}

const DEFAULTS_NOTE = `
--lobby and what follows are what its new rooms are set to where nothing else is said; rooms that are there stay as
they are.`;

export function addOrgCreate(parent: Command, context: Context): void {
  addHouseOptions(parent.command('create <name>').description('make an organisation'))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `${DEFAULTS_NOTE}

Example:
  tafelrunde org create 'Klinik Aach' --colour '#7a1f4b' --max-rooms 20 --attendance-days 30`,
    )
    .action(async (nameInput: unknown, options: unknown) => {
      const name = parseInput(organisationNameSchema, nameInput);
      const { state: federalState, ...said } = parseInput(houseOptionsSchema, options);
      const house = definedOnly({ ...said, federalState });
      const roomDefaults = definedOnly(parseInput(roomDefaultsOptionsSchema, options));
      const { organisations } = await context.catalogue();
      const view = organisationView(await organisations.create(OPERATOR, { ...house, name, roomDefaults }));
      print(context.io, {
        json: isJson(options),
        value: { organisation: view },
        text: () => `Made the organisation '${view.name}'.\n\n${organisationDetails(view)}`,
      });
    });
}

export function addOrgList(parent: Command, context: Context): void {
  parent
    .command('list')
    .description('show all organisations')
    .option('--json', 'print JSON')
    .action(async (options: unknown) => {
      const { organisations, organisers, rooms } = await context.catalogue();
      const views = await Promise.all(
        (await organisations.list(OPERATOR)).map(async (organisation) => ({
          ...organisationView(organisation),
          organisers: (await organisers.list(OPERATOR, organisation.id)).length,
          rooms: (await rooms.list(OPERATOR, organisation.id)).length,
        })),
      );
      print(context.io, {
        json: isJson(options),
        value: { organisations: views },
        text: () =>
          views.length > 0
            ? organisationTable(views)
            : "There are no organisations. Make one: tafelrunde org create 'Klinik Aach'",
      });
    });
}

export function addOrgShow(parent: Command, context: Context): void {
  parent
    .command('show <org>')
    .description("show an organisation's settings and organisers")
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const catalogue = await context.catalogue();
      const organisation = await findOrganisationOrThrow(catalogue, text);
      const view = organisationView(organisation);
      const organisers = (await catalogue.organisers.list(OPERATOR, organisation.id)).map(organiserView);
      const rooms = (await catalogue.rooms.list(OPERATOR, organisation.id)).length;
      print(context.io, {
        json: isJson(options),
        value: { organisation: { ...view, rooms, organisers } },
        text: () => {
          const people = organisers.map((organiser) => ({ ...organiser, organisation: view.name }));
          const table = people.length > 0 ? organiserTable(people) : 'No organisers.';
          return `${organisationDetails(view)}\n\n${formatCount(rooms, 'room', 'rooms')}\n\n${table}`;
        },
      });
    });
}

export function addOrgUpdate(parent: Command, context: Context): void {
  addHouseOptions(parent.command('update <org>').description("change an organisation's settings"))
    .option('--name <name>', 'give it another name')
    .option('--logo <file>', 'show this picture beside its name: PNG or JPEG; WebP too, but not in e-mails')
    .option('--no-logo', 'show none')
    .option('--reset-defaults', 'forget what was said of its new rooms')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `${DEFAULTS_NOTE}\n\nExample:\n  tafelrunde org update 'Klinik Aach' --max-rooms 40 --lobby on`,
    )
    .action(async (text: string, options: unknown) => updateOrganisation(text, options, context));
}

async function updateOrganisation(text: string, options: unknown, context: Context): Promise<void> {
  const { name, resetDefaults } = parseInput(updateFlagsSchema, options);
  const { maxRooms, maxSeats, state: federalState, ...look } = parseInput(houseOptionsSchema, options);
  const house = definedOnly({ ...look, federalState });
  const quotas = definedOnly({ maxRooms, maxSeats });
  const said = definedOnly(parseInput(roomDefaultsOptionsSchema, options));
  const saysDefaults = resetDefaults || Object.keys(said).length > 0;
  const saysQuotas = Object.keys(quotas).length > 0;
  const { logo } = parseInput(logoFlagsSchema, options);
  const isNothing =
    logo === undefined && name === undefined && !saysQuotas && Object.keys(house).length === 0 && !saysDefaults;
  if (isNothing)
    throw new BadInputError('Say what to change, for example --max-rooms 20; see: tafelrunde org update --help');
  const catalogue = await context.catalogue();
  const { id, roomDefaults } = await findOrganisationOrThrow(catalogue, text);
  const { organisations } = catalogue;
  let changed = await organisations.update(OPERATOR, id, {
    ...house,
    ...definedOnly({ name }),
    ...(saysDefaults ? { roomDefaults: { ...(resetDefaults ? {} : roomDefaults), ...said } } : {}),
  });
  if (logo === false) changed = await organisations.removeLogo(OPERATOR, id);
  if (typeof logo === 'string') changed = await organisations.setLogo(OPERATOR, id, readPicture(logo));
  if (saysQuotas) {
    changed = await organisations.setQuotas(OPERATOR, id, quotas);
    await tellRooms(catalogue, id, context);
  }
  const view = organisationView(changed);
  print(context.io, {
    json: isJson(options),
    value: { organisation: view },
    text: () => `Changed the organisation '${view.name}'.\n\n${organisationDetails(view)}`,
  });
}

/** Meetings that go on go by the new number of seats from now on. */
async function tellRooms({ rooms }: Catalogue, organisationId: string, context: Context): Promise<void> {
  const countsOf = await liveCounts(context.admin);
  for (const { id } of await rooms.list(OPERATOR, organisationId)) {
    const { participants, lobby } = countsOf?.(id) ?? { participants: 0, lobby: 0 };
    if (participants + lobby > 0) await announcing(context).reload(id);
  }
}

export function addOrgDelete(parent: Command, context: Context): void {
  parent
    .command('delete <org>')
    .description('delete an organisation with its organisers and rooms, and all that belongs to them; asks first')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => deleteOrganisation(text, options, context));
}

async function deleteOrganisation(text: string, options: unknown, context: Context): Promise<void> {
  const { yes } = parseInput(deleteFlagsSchema, options);
  const catalogue = await context.catalogue();
  const { id, name } = await findOrganisationOrThrow(catalogue, text);
  const people = formatCount((await catalogue.organisers.list(OPERATOR, id)).length, 'organiser', 'organisers');
  const rooms = formatCount((await catalogue.rooms.list(OPERATOR, id)).length, 'room', 'rooms');
  const what = `the organisation '${name}' (${id}), ${people} and ${rooms} with their links, plans and attendance`;
  if (!yes) await confirm(`delete ${what}, and put out whoever is in them`, context);
  const roomIds = await catalogue.organisations.delete(OPERATOR, id);
  for (const roomId of roomIds) await announcing(context).reload(roomId);
  print(context.io, {
    json: isJson(options),
    value: { deleted: { id, name, rooms: roomIds } },
    text: () => `Deleted the organisation '${name}' with ${people} and ${rooms}.`,
  });
}
