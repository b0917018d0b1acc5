import { z } from 'zod';
import { type Done, idSchema, line } from '../base/fields.ts';
import type { AgoMs } from '../base/times.ts';
import { MAX_DISPLAY_NAME_LENGTH, MAX_SEATS } from '../limits.ts';

// Expected people in their order, and whom everyone sees large.

/** An expected person's place. */
export interface SeatView {
  readonly id: string;
  readonly name: string;
  /** Who sits there now; null: an empty chair. */
  readonly participantId: string | null;
  /** How long ago it was last left; null: nobody has sat there yet, or somebody does. */
  readonly leftAgoMs: AgoMs | null;
}

/** What has changed of a seat: who sits there, or that nobody does any more. */
export type SeatNews = Omit<SeatView, 'name'>;

export const planCommands = {
  'spotlight:set': z.strictObject({ participantId: idSchema.nullable() }),
  /** The whole plan in order; a seat with an id stays the same seat, one without is new. */
  'plan:set': z.strictObject({
    seats: z.array(z.strictObject({ id: idSchema.optional(), name: line(MAX_DISPLAY_NAME_LENGTH) })).max(MAX_SEATS),
    quorum: z.int().min(1).max(MAX_SEATS).nullable(),
    /** What it was made from. It is refused when there is a newer one. */
    version: idSchema,
  }),
  /** A single-use invite for this seat alone. */
  'plan:invite': z.strictObject({ seatId: idSchema }),
} as const;

export interface PlanReplies {
  'spotlight:set': Done;
  'plan:set': Done;
  /** The secret goes into a link's fragment. */
  'plan:invite': { secret: string };
}

/** To those at the table and at the consoles. */
export interface PlanNews {
  /** Somebody sits there, or nobody any more; the plan itself comes with the room. */
  'seat:changed': (seat: SeatNews) => void;
}
