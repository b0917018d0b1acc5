import { z } from 'zod';
import { MAX_ORGANISER_NAME_LENGTH, ORGANISER_ROLES } from '../accounts/accounts.ts';
import { emailSchema } from '../accounts/email.ts';
import { idSchema, line } from '../base/fields.ts';
import { pageOf, timeSchema } from './base.ts';

// Who has an account in the house.

export const organiserSchema = z
  .object({
    id: idSchema,
    email: z.string(),
    name: z.string(),
    role: z.enum(ORGANISER_ROLES),
    hasPassword: z.boolean().describe('False until they have followed their link'),
    isDisabled: z.boolean(),
    hasSecondFactor: z.boolean().describe('Beside the password'),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Organiser' });
export type OrganiserView = z.output<typeof organiserSchema>;

export const organiserPageSchema = pageOf(organiserSchema);

export const newOrganiserSchema = z.strictObject({
  email: emailSchema,
  name: line(MAX_ORGANISER_NAME_LENGTH),
  role: z.enum(ORGANISER_ROLES).default('organiser'),
});
export type NewOrganiser = z.input<typeof newOrganiserSchema>;

/** All of them or none. */
export const organiserChangesSchema = z
  .strictObject({
    name: line(MAX_ORGANISER_NAME_LENGTH).optional(),
    role: z.enum(ORGANISER_ROLES).optional(),
    isDisabled: z.boolean().optional().describe('Who is disabled is signed out at once; their rooms stay'),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'Say what to change.');
export type OrganiserChanges = z.input<typeof organiserChangesSchema>;

/** By it somebody sets their password, the first or a forgotten one, once. It is shown this once. */
export const passwordLinkSchema = z.object({ link: z.string(), linkExpiresAt: timeSchema });

export const invitedOrganiserSchema = passwordLinkSchema.extend({ organiser: organiserSchema });

/** Where somebody is signed in. */
export const organiserSessionsSchema = z.object({
  items: z.array(z.object({ id: idSchema, since: timeSchema, lastUsed: timeSchema })),
});

export const organiserParamsSchema = z.object({ organiserId: idSchema });
export const organiserSessionParamsSchema = organiserParamsSchema.extend({ sessionId: idSchema });
