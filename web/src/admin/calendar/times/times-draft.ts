import type { Times } from '../../../../../src/protocol/reservations/series.ts';
import { addDays, isDay, wallTimeOf } from '../days.ts';
import { type End, type Repetition, repetitionOf, ruleOf } from './repetition.ts';

const HOUR_MS = 3_600_000;
/** A quarter of a year of what is once a week; whoever wants more says so. */
const FIRST_END_DAYS = 91;
const MAX_COUNT = 400;
const MAX_INTERVAL = 99;

/** A series' times as somebody fills them in. */
export interface TimesDraft {
  /** `2026-11-30`; empty: not yet. */
  readonly day: string;
  /** `14:00`; empty: not yet. */
  readonly time: string;
  readonly minutes: number;
  readonly zone: string;
  readonly repetition: Repetition;
}

/** Which field is wrong. */
export type TimesFault = 'day' | 'time' | 'interval' | 'until' | 'count';

/** The next full hour but one, where one is: nobody is called together within minutes by a calendar. */
export function firstDraft(now: number, zone: string): TimesDraft {
  const start = wallTimeOf(Math.ceil(now / HOUR_MS) * HOUR_MS + HOUR_MS, zone);
  return {
    day: start.slice(0, 10),
    time: `${start.slice(11, 13)}:00`,
    minutes: 60,
    zone,
    repetition: { every: 'once' },
  };
}

export function draftOf({ start, minutes, zone, rule }: Times): TimesDraft {
  return {
    day: start.slice(0, 10),
    time: start.slice(11),
    minutes,
    zone,
    repetition: repetitionOf(rule, { start, zone }),
  };
}

/** Of a draft without a fault. */
export function timesOf({ day, time, minutes, zone, repetition }: TimesDraft): Times {
  return { start: `${day}T${time}`, minutes, zone, rule: ruleOf(repetition, day) };
}

export function firstEnd(day: string): End {
  return { by: 'day', until: isDay(day) ? addDays(day, FIRST_END_DAYS) : '' };
}

export function faultOf({ day, time, repetition }: TimesDraft): TimesFault | null {
  if (!isDay(day)) return 'day';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return 'time';
  if (repetition.every === 'once' || repetition.every === 'other') return null;
  const { interval, end } = repetition;
  if (!isBetween(interval, MAX_INTERVAL)) return 'interval';
  if (end.by === 'count') return isBetween(end.count, MAX_COUNT) ? null : 'count';
  return isDay(end.until) && end.until >= day ? null : 'until';
}

function isBetween(number: number, max: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= max;
}

/** A day and a time in words are in whose zone? In one's own nothing needs to be said. */
export function isElsewhere(zone: string, here: string, instant: number): boolean {
  return wallTimeOf(instant, zone) !== wallTimeOf(instant, here);
}
