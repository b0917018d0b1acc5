import { z } from 'zod';
import { type Dated, idSchema } from '../base/fields.ts';
import type { Role } from '../base/roles.ts';
import type { AgoMs } from '../base/times.ts';

// Who was there.

export interface AttendanceRow {
  /** With a number behind it where two of that name were there. */
  readonly displayName: string;
  readonly role: Role;
  /** Name of the seat in the plan. */
  readonly seat: string | null;
  readonly joinedAgoMs: AgoMs;
  /** Null: still here. */
  readonly leftAgoMs: AgoMs | null;
}

/** Who was there, as far as it is kept, oldest first: a page of it, since a year of meetings is too much for one answer. */
export interface AttendanceList extends Dated {
  readonly rows: readonly AttendanceRow[];
  /** What to ask for the page after it with; null: there is none. */
  readonly next: string | null;
}

export const attendanceCommands = {
  /** From the oldest on, or after the page that has said so. */
  'attendance:list': z.strictObject({ after: idSchema.optional() }),
} as const;

export interface AttendanceReplies {
  'attendance:list': AttendanceList;
}
