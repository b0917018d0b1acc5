import { z } from 'zod';
import { idSchema } from '../base/fields.ts';

// When a reserved meeting takes place: once, or again and again, with single dates that are otherwise. Local times of a
// zone, as people say them and calendars keep them (RFC 5545): an hour stays that hour over the changes to and from summer time.

/** A day at most: what goes on for longer is several meetings. */
export const MAX_MEETING_MINUTES = 24 * 60;
export const MIN_MEETING_MINUTES = 5;
/** As long as anybody plans ahead. What has no end could not be promised: it may meet something in any year to come. */
export const MAX_SERIES_DAYS = 732;
/** Of one series: each day for a year, and somewhat more. */
export const MAX_OCCURRENCES = 400;
const MAX_RULE_LENGTH = 300;
const MAX_INTERVAL = 99;
const MAX_UID_LENGTH = 255;

/** FREQ: nothing that repeats within a day. */
export const SERIES_FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

const WALL_TIME = /^(20\d{2})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;
/** `20270329` or `20270329T120000Z`. */
const UNTIL = /^(20\d{2})(\d{2})(\d{2})(?:T(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ)?$/;
/** `Europe/Berlin`, `UTC`; no offset such as `+01:00`, which knows no summer time. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/;
const MAX_ZONE_LENGTH = 64;

/** `2026-11-30T14:00`, in the series' zone. */
export const wallTimeSchema = z.string().regex(WALL_TIME).refine(isOnCalendar, 'a day that is on the calendar');

/** As IANA names it, and as this machine knows it. */
export const zoneSchema = z.string().max(MAX_ZONE_LENGTH).regex(ZONE_NAME).refine(isKnownZone, 'a time zone');

const days = (min: number, max: number) => z.string().refine((text) => allAreNumbers(text, min, max));
const number = (min: number, max: number) => days(min, max).refine((text) => !text.includes(','));
const weekdays = z
  .string()
  .regex(/^(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)){0,6}$/);

/** The parts of a rule that are understood here (RFC 5545, 3.3.10). Each series has an end. */
const rulePartsSchema = z
  .strictObject({
    FREQ: z.enum(SERIES_FREQUENCIES),
    INTERVAL: number(1, MAX_INTERVAL).optional(),
    COUNT: number(1, MAX_OCCURRENCES).optional(),
    /** An instant; also a date of the series' zone, which is the last one. */
    UNTIL: z
      .string()
      .regex(UNTIL)
      .refine((until) => isOnCalendar(until.replace(UNTIL, '$1-$2-$3T00:00')))
      .optional(),
    BYDAY: weekdays.optional(),
    BYMONTHDAY: days(-31, 31).optional(),
    BYMONTH: days(1, 12).optional(),
    BYSETPOS: days(-31, 31).optional(),
    WKST: z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']).optional(),
  })
  .refine(({ COUNT, UNTIL }) => (COUNT === undefined) !== (UNTIL === undefined), 'COUNT or UNTIL, and not both')
  // The third Monday is one of a month; of a week or a day there is none.
  .refine(
    ({ FREQ, BYDAY }) => FREQ === 'MONTHLY' || FREQ === 'YEARLY' || !/\d/.test(BYDAY ?? ''),
    'numbered weekdays for months and years alone',
  )
  // RFC 5545, 3.3.10.
  .refine(({ FREQ, BYMONTHDAY }) => FREQ !== 'WEEKLY' || BYMONTHDAY === undefined, 'no days of the month for weeks')
  .refine(({ BYSETPOS, BYDAY, BYMONTHDAY }) => BYSETPOS === undefined || (BYDAY ?? BYMONTHDAY) !== undefined);

export type RuleParts = z.output<typeof rulePartsSchema>;

/** The value of an RRULE, without its name: `FREQ=WEEKLY;BYDAY=MO;COUNT=10`. */
export const ruleSchema = z
  .string()
  .max(MAX_RULE_LENGTH)
  .refine((rule) => rulePartsSchema.safeParse(partsOf(rule)).success, 'a rule that is understood here, with an end');

/** Null: it is no rule that `ruleSchema` takes. */
export function readRule(rule: string): RuleParts | null {
  return rulePartsSchema.safeParse(partsOf(rule)).data ?? null;
}

/** A window of time of the series' zone. */
export const windowSchema = z.strictObject({
  start: wallTimeSchema,
  minutes: z.number().int().min(MIN_MEETING_MINUTES).max(MAX_MEETING_MINUTES),
});

/** What somebody wishes: without what the server says of it. */
export const timesSchema = z.strictObject({
  ...windowSchema.shape,
  zone: zoneSchema,
  /** Null: it takes place once. */
  rule: ruleSchema.nullable(),
});

/** One date of a series that is otherwise. */
export const changedDateSchema = z.strictObject({
  /** When it would have begun: what calendars know it by (RECURRENCE-ID). */
  date: wallTimeSchema,
  /** Null: it does not take place. */
  moved: windowSchema.nullable(),
  /** Of this date; above that of the series, and of what was said of the date before. */
  sequence: z.number().int().min(0),
});

export const seriesSchema = z.strictObject({
  ...timesSchema.shape,
  /** By date, each once. */
  changes: z.array(changedDateSchema).max(MAX_OCCURRENCES),
  /** What calendars know it by, for as long as it is kept. */
  uid: idSchema.max(MAX_UID_LENGTH),
  /** Of the series as a whole; it rises with each change, and a single date's counts as well. */
  sequence: z.number().int().min(0),
});

export type Times = Readonly<z.output<typeof timesSchema>>;
export type TimeWindow = Readonly<z.output<typeof windowSchema>>;
export type ChangedDate = Readonly<z.output<typeof changedDateSchema>>;
export type Series = Readonly<Omit<z.output<typeof seriesSchema>, 'changes'>> & {
  readonly changes: readonly ChangedDate[];
};

function partsOf(rule: string): Record<string, string> | null {
  const parts = rule.split(';').map((part) => part.split('='));
  const names = new Set(parts.map(([name]) => name));
  // Said twice it would be one of the two, and nobody knows which.
  if (names.size !== parts.length || parts.some(({ length }) => length !== 2)) return null;
  return Object.fromEntries(parts);
}

function allAreNumbers(text: string, min: number, max: number): boolean {
  const numbers = text.split(',');
  const isNumber = (one: string) => /^-?[1-9]\d{0,2}$/.test(one) && Number(one) >= min && Number(one) <= max;
  return numbers.length <= max - Math.min(min, 0) && numbers.every(isNumber);
}

function isOnCalendar(wallTime: string): boolean {
  const at = new Date(`${wallTime}:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(wallTime);
}

function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
