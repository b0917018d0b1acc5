import { z } from 'zod';
import { type Done, idSchema } from '../base/fields.ts';
import { LAYOUTS, type Layout, MAX_PINS } from '../base/layouts.ts';

// How the chair sees the table, for everyone who goes along with it.

export interface LedView {
  readonly layout: Layout;
  /** The others beside what is large. */
  readonly strip: boolean;
  /** Participants. */
  readonly pinned: readonly string[];
  /** Whose shared screen is seen alone; null: all there are. */
  readonly screen: string | null;
}

/** One person's view that is everybody's, for as long as they lead. */
export interface Leading {
  /** Another each time that somebody begins: who has gone their own way goes along again. */
  readonly id: string;
  readonly participantId: string;
  readonly view: LedView;
}

export const ledViewCommands = {
  /** Null: no longer. */
  'view:lead': z.strictObject({
    view: z
      .strictObject({
        layout: z.enum(LAYOUTS),
        strip: z.boolean(),
        pinned: z.array(idSchema).max(MAX_PINS),
        screen: idSchema.nullable(),
      })
      .nullable(),
  }),
} as const;

export interface LedViewReplies {
  'view:lead': Done;
}
