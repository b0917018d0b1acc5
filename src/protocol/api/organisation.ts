import { z } from 'zod';
import { MAX_ORGANISATION_NAME_LENGTH } from '../accounts/accounts.ts';
import { colourSchema } from '../accounts/colour.ts';
import { idSchema, line } from '../base/fields.ts';
import { CAMERA_STARTS, LOBBY_MODES } from '../base/roles.ts';
import { MAX_ATTENDANCE_DAYS, MAX_PARTICIPANTS } from '../limits.ts';
import { FEDERAL_STATES } from '../reservations/federal-states.ts';
import { timeSchema } from './base.ts';

/** A sign beside a name needs no more; the door waits for it. */
export const LOGO_MAX_BYTES = 200_000;
/** In pixels, either way. */
export const LOGO_MAX_SIDE = 1_024;
export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type LogoType = (typeof LOGO_TYPES)[number];

export const logoSchema = z.object({
  path: z.string().describe('On this server; another picture has another path'),
  type: z.enum(LOGO_TYPES),
  width: z.int(),
  height: z.int(),
});
export type LogoView = z.output<typeof logoSchema>;

// The house that somebody organises for: there is one for each account, so it needs no id in a path.

export const roomDefaultsSchema = z.strictObject({
  lobby: z.enum(LOBBY_MODES).optional(),
  joinBeforeHost: z.boolean().optional(),
  maxParticipants: z.int().min(2).max(MAX_PARTICIPANTS).optional(),
  muteOnEntry: z.boolean().optional(),
  cameraOnEntry: z
    .enum(CAMERA_STARTS)
    .optional()
    .describe(
      'How cameras are when people come in; `blurred` is done by their browsers, which the server cannot check',
    ),
  renaming: z.boolean().optional(),
  pseudonyms: z
    .boolean()
    .optional()
    .describe('People are told at the door that any name will do; it is remembered for this room alone'),
  trustedPass: z.boolean().optional(),
  lobbyReplies: z.boolean().optional(),
  chat: z.boolean().optional(),
  attendanceDays: z.int().min(0).max(MAX_ATTENDANCE_DAYS).optional(),
});

export const organisationSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    senderName: z.string().nullable().describe('Who its mail comes from; null: its name'),
    colour: z.string().nullable().describe("`#rrggbb`; null: the installation's own"),
    logo: logoSchema.nullable(),
    federalState: z
      .enum(FEDERAL_STATES)
      .nullable()
      .describe('Of Germany: whose public holidays are said of dates; null: those of all'),
    maxRooms: z.int().nullable().describe('How many rooms it may have; null: any number'),
    maxSeats: z.int().nullable().describe('How many people may be in its rooms at once; null: any number'),
    roomDefaults: roomDefaultsSchema.describe('What its new rooms are set to where nothing else is said'),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Organisation' });
export type OrganisationView = z.output<typeof organisationSchema>;

/** What is left out stays as it is; the defaults are said as a whole. */
export const organisationChangesSchema = z.strictObject({
  name: line(MAX_ORGANISATION_NAME_LENGTH).optional(),
  senderName: line(MAX_ORGANISATION_NAME_LENGTH).nullable().optional(),
  colour: colourSchema.nullable().optional(),
  federalState: z.enum(FEDERAL_STATES).nullable().optional(),
  roomDefaults: roomDefaultsSchema.optional(),
});
export type OrganisationChanges = z.input<typeof organisationChangesSchema>;
