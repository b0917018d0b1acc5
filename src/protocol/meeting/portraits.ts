import { z } from 'zod';
import { type Done, idSchema } from '../base/fields.ts';
import { MAX_ID_LENGTH, MAX_PORTRAIT_BYTES } from '../limits.ts';

// Pictures that people show of themselves while their cameras are off: in memory alone, and gone with the person.

/** JPEG or WebP, as bytes in base64. */
const pictureSchema = z
  .string()
  .min(1)
  .max(4 * Math.ceil(MAX_PORTRAIT_BYTES / 3))
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);

/** What views say of one's portrait. */
export interface PortraitView {
  /** Names the picture by its content: another picture has another one. None: there is no picture. */
  readonly portrait?: string;
  /** The chair has taken theirs away, and they may show none. */
  readonly portraitBarred?: true;
}

export interface Portrait {
  readonly type: 'image/jpeg' | 'image/webp';
  /** In base64. */
  readonly picture: string;
}

export const portraitCommands = {
  /** One's own, at the table or while one waits; null: none any more. */
  'portrait:set': z.strictObject({ picture: pictureSchema.nullable() }),
  /** Somebody's, of whom a view has named it. */
  'portrait:read': z.strictObject({ participantId: idSchema, portrait: z.string().min(1).max(MAX_ID_LENGTH) }),
  /** Not allowed: it is taken away, and they show no other one in this meeting until it is allowed again. */
  'portrait:allow': z.strictObject({ participantId: idSchema, allowed: z.boolean() }),
} as const;

export interface PortraitReplies {
  /** As views name it from now on. */
  'portrait:set': { readonly portrait: string | null };
  'portrait:read': Portrait;
  'portrait:allow': Done;
}
