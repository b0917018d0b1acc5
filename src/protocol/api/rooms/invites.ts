import { z } from 'zod';
import { idSchema, line } from '../../base/fields.ts';
import { ROLES } from '../../base/roles.ts';
import { givenTimeSchema, pageOf, timeSchema } from '../base.ts';
import { roomParamsSchema } from './rooms.ts';

// Links that let into a room without its password.

export const MAX_INVITE_LABEL_LENGTH = 80;
const MAX_INVITE_USES = 10_000;

export const INVITE_STATUSES = ['open', 'expired', 'revoked', 'used-up'] as const;
export type InviteStatus = (typeof INVITE_STATUSES)[number];

export const inviteSchema = z
  .object({
    id: idSchema,
    role: z.enum(ROLES),
    label: z.string().nullable(),
    trusted: z.boolean().describe('Its bearer passes the lobby where the room lets trusted invites pass'),
    seatId: idSchema.nullable().describe("The seat of the room's plan that it is for"),
    status: z.enum(INVITE_STATUSES),
    uses: z.int(),
    maxUses: z.int().nullable().describe('Null: any number of times'),
    expiresAt: timeSchema.nullable(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Invite' });
export type InviteView = z.output<typeof inviteSchema>;

export const invitePageSchema = pageOf(inviteSchema);

export const newInviteSchema = z.strictObject({
  role: z.enum(ROLES),
  label: line(MAX_INVITE_LABEL_LENGTH).nullable().default(null),
  maxUses: z.int().min(1).max(MAX_INVITE_USES).nullable().default(null),
  expiresAt: givenTimeSchema.nullable().default(null),
  trusted: z.boolean().default(false),
});
export type NewInvite = z.input<typeof newInviteSchema>;

export const madeInviteSchema = z.object({
  invite: inviteSchema,
  link: z.string().describe('With its secret behind the `#`; shown this once'),
});
export type MadeInvite = z.output<typeof madeInviteSchema>;

export const inviteParamsSchema = roomParamsSchema.extend({ inviteId: idSchema });
