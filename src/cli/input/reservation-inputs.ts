import { z } from 'zod';
import { visibleLine } from '../../catalogue/room-input.ts';
import { MAX_MINUTES_AROUND } from '../../protocol/api/reservations.ts';
import { MAX_PARTICIPANTS, MAX_ROOM_NAME_LENGTH } from '../../protocol/limits.ts';
import type { ReminderMinutes } from '../../protocol/reservations/reminder.ts';
import {
  MAX_MEETING_MINUTES,
  MIN_MEETING_MINUTES,
  ruleSchema,
  wallTimeSchema,
  zoneSchema,
} from '../../protocol/reservations/series.ts';
import { BadInputError } from '../cli-error.ts';
import { choice, wholeNumber } from './inputs.ts';

// What can be typed about reservations. Each message is a sentence of its own.

const timeSentence = 'A time must be written like 2027-01-31T18:00, as clocks in the zone show it.';
const ruleSentence =
  "--rule must be a rule of calendars with an end, such as 'FREQ=WEEKLY;BYDAY=MO;COUNT=10' or 'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20271231'.";

const refined = <T extends z.ZodType<string>>(schema: T, sentence: string) =>
  z.string().refine((text) => schema.safeParse(text).success, sentence);

export const typedTimeSchema = refined(wallTimeSchema, timeSentence);
const minutes = wholeNumber('--minutes', MIN_MEETING_MINUTES, MAX_MEETING_MINUTES);
const zone = refined(zoneSchema, '--zone must be the name of a time zone, such as Europe/Berlin.');
const seats = wholeNumber('--seats', 2, MAX_PARTICIPANTS);
const title = visibleLine('A title', MAX_ROOM_NAME_LENGTH);
const around = (option: string) => wholeNumber(option, 0, MAX_MINUTES_AROUND).optional();

/** As it is said on the command line. */
const REMINDERS = { none: null, hour: 60, day: 1_440 } as const satisfies Record<string, ReminderMinutes | null>;
const reminder = choice('--reminder', ['none', 'hour', 'day']).transform((when) => REMINDERS[when]);

const aroundAndRule = {
  minutesBefore: around('--minutes-before'),
  minutesAfter: around('--minutes-after'),
  reminder: reminder.optional(),
  rule: refined(ruleSchema, ruleSentence).optional(),
  weekly: z.boolean().default(false),
  until: z.iso.date('--until must be a day such as 2027-01-31.').optional(),
} as const;

export const newReservationOptionsSchema = z.object({
  start: typedTimeSchema,
  minutes,
  seats,
  zone: zone.default('Europe/Berlin'),
  title: title.optional(),
  ...aroundAndRule,
});

/** An empty title takes the old one away. */
export const reservationChangesOptionsSchema = z.object({
  start: typedTimeSchema.optional(),
  minutes: minutes.optional(),
  seats: seats.optional(),
  zone: zone.optional(),
  title: z
    .literal('')
    .transform(() => null)
    .or(title)
    .optional(),
  ...aroundAndRule,
  once: z.boolean().default(false),
});

export const endOptionsSchema = z.object({
  lastDay: z.iso.date('--last-day must be a day such as 2027-01-31.').optional(),
  now: z.boolean().default(false),
});

export const invitationOptionsSchema = z
  .object({
    changed: z.boolean().default(false),
    date: typedTimeSchema.optional(),
    seat: z.array(z.string()).optional(),
    status: z.boolean().default(false),
  })
  .refine(({ changed, date }) => !changed || date === undefined, 'Say --changed or --date, and not both.');
export type InvitationOptions = z.output<typeof invitationOptionsSchema>;

export const moveOptionsSchema = z.object({ to: typedTimeSchema, minutes: minutes.optional() });

/** Null: once. Errors: BadInputError. */
export function ruleOf({
  rule,
  weekly,
  until,
}: Pick<z.output<typeof newReservationOptionsSchema>, 'rule' | 'weekly' | 'until'>): string | null {
  if (rule !== undefined && (weekly || until !== undefined))
    throw new BadInputError('Say --rule, or --weekly with --until.');
  if (rule !== undefined) return rule;
  if (weekly !== (until !== undefined))
    throw new BadInputError('Say --weekly and --until together: a series has an end.');
  return until === undefined ? null : `FREQ=WEEKLY;UNTIL=${until.replaceAll('-', '')}`;
}

/** Undefined: nothing is said of it. Errors: BadInputError. */
export function changedRuleOf({
  once,
  ...said
}: z.output<typeof reservationChangesOptionsSchema>): string | null | undefined {
  const rule = ruleOf(said);
  if (once && rule !== null) throw new BadInputError('Say --once, or how it repeats.');
  return once ? null : (rule ?? undefined);
}
