import { z } from 'zod';
import { OPERATOR } from '../../catalogue/access/rights.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { StoredOrganisation, StoredOrganiser } from '../../catalogue/ports.ts';
import { visibleLine } from '../../catalogue/room-input.ts';
import {
  MAX_ORGANISATION_NAME_LENGTH,
  MAX_ORGANISER_NAME_LENGTH,
  ORGANISER_ROLES,
} from '../../protocol/accounts/accounts.ts';
import { colourSchema } from '../../protocol/accounts/colour.ts';
import { emailKey, emailSchema } from '../../protocol/accounts/email.ts';
import { cleanLine } from '../../protocol/base/text.ts';
import { FEDERAL_STATES } from '../../protocol/reservations/federal-states.ts';
import { BadInputError } from '../cli-error.ts';
import { choice, wholeNumber } from './inputs.ts';
import { findOrThrow } from './lookup.ts';

// What can be typed about organisations and organisers. Each message is a sentence of its own.

const MAX_QUOTA = 9_999;

export const organisationNameSchema = visibleLine("An organisation's name", MAX_ORGANISATION_NAME_LENGTH);
export const organiserNameSchema = visibleLine("An organiser's name", MAX_ORGANISER_NAME_LENGTH);

const addressSentence = 'An organiser is named by an e-mail address such as eva.muster@klinik.example.';

export const addressSchema = z
  .string()
  .refine((text) => emailSchema.safeParse(text).success, addressSentence)
  .pipe(emailSchema);

export const organiserRoleSchema = choice('The role', ORGANISER_ROLES);

const colourSentence = "--colour must be written like #0a6470, or none for the server's own.";
const stateSentence = `--state must be one of: ${FEDERAL_STATES.join(', ')}; or none for the holidays of all.`;
const quota = (option: string) =>
  z.union(
    [none, wholeNumber(option, 0, MAX_QUOTA)],
    `${option} must be a whole number from 0 to ${MAX_QUOTA}, or none.`,
  );
const senderSentence = `--sender-name must have at most ${MAX_ORGANISATION_NAME_LENGTH} visible characters.`;
const nothing = z.literal('').transform(() => null);
const none = z.literal('none').transform(() => null);

/** An empty sender name takes the old one away. */
export const houseOptionsSchema = z.object({
  senderName: z.union([nothing, visibleLine('--sender-name', MAX_ORGANISATION_NAME_LENGTH)], senderSentence).optional(),
  colour: z.union([none, colourSchema], colourSentence).optional(),
  state: z.union([none, z.enum(FEDERAL_STATES)], stateSentence).optional(),
  maxRooms: quota('--max-rooms').optional(),
  maxSeats: quota('--max-seats').optional(),
});

/** Errors: BadInputError. */
export async function findOrganisationOrThrow(catalogue: Catalogue, text: string): Promise<StoredOrganisation> {
  const all = await catalogue.organisations.list(OPERATOR);
  return findOrThrow(all, ({ id, name }) => ({ id, label: name }), 'organisation', text);
}

/** By address in any spelling, or by id. Errors: BadInputError. */
export async function findOrganiserOrThrow(catalogue: Catalogue, text: string): Promise<StoredOrganiser> {
  const key = emailKey(text);
  const all = await allOrganisers(catalogue);
  const found = all.find(({ id, email }) => id === text || (key !== null && emailKey(email) === key));
  if (found) return found;
  throw new BadInputError(`There is no organiser with the e-mail address or id '${cleanLine(text).slice(0, 80)}'.`);
}

export async function allOrganisers(catalogue: Catalogue): Promise<StoredOrganiser[]> {
  const organisations = await catalogue.organisations.list(OPERATOR);
  const lists = await Promise.all(organisations.map(({ id }) => catalogue.organisers.list(OPERATOR, id)));
  return lists.flat();
}
