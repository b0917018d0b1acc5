import { AppError } from '../../platform/errors.ts';
import type { TimeWindow } from '../../protocol/reservations/series.ts';
import type { Judge, Place, ReservationTerms, ReservedWindow, Span } from './ports.ts';
import { addToWallTime, instantOf, wallTimeOf } from './zoned.ts';

const MINUTE_MS = 60_000;
/** Nobody begins a meeting at 14:07. */
const STEP_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** As far as free times are looked for. */
export const SEARCH_DAYS = 28;
export const FREE_WINDOWS = 3;
/** Nobody is sent into the night who asked for the day. */
const DAY_BEGINS = '06:00';
const DAY_ENDS = '22:00';

/** What is looked for. */
export interface FreeWish extends Pick<ReservationTerms, 'seats' | 'minutesBefore' | 'minutesAfter'> {
  /** Local time from which on. */
  readonly start: string;
  readonly minutes: number;
  readonly zone: string;
}

/** In which others must be known. */
export function searchSpan({ start, zone, minutesBefore }: FreeWish): Span {
  const from = instantOf(start, zone) - minutesBefore * MINUTE_MS;
  // The last of them may begin when the search ends, and goes on for a day and what is kept free.
  return { from, to: from + (SEARCH_DAYS + 3) * DAY_MS };
}

/** The next times of that length at which so many seats may be had, soonest first. */
export function freeWindows(
  wish: FreeWish,
  {
    place,
    others,
    judge,
    count = FREE_WINDOWS,
  }: {
    readonly place: Place;
    readonly others: readonly ReservedWindow[];
    readonly judge: Judge;
    readonly count?: number;
  },
): readonly TimeWindow[] {
  const { start, minutes, zone, seats } = wish;
  const isByDay = isWithinDay(start, minutes);
  const found: TimeWindow[] = [];
  let lastEndsAt = Number.NEGATIVE_INFINITY;
  for (const beginsAt of candidates(wish, others)) {
    const wallTime = wallTimeOf(beginsAt, zone);
    if (beginsAt < lastEndsAt || (isByDay && !isWithinDay(wallTime, minutes))) continue;
    const endsAt = beginsAt + minutes * MINUTE_MS;
    const opensAt = beginsAt - wish.minutesBefore * MINUTE_MS;
    const window = { date: wallTime, beginsAt, endsAt, opensAt, closesAt: endsAt + wish.minutesAfter * MINUTE_MS };
    if (!isPossible(() => judge({ place, seats, windows: [window], others }))) continue;
    found.push({ start: wallTime, minutes });
    lastEndsAt = endsAt;
    if (found.length === count) break;
  }
  return found;
}

/** When something becomes free, and at the same hour on the days that follow. */
function candidates({ start, zone, minutesBefore }: FreeWish, others: readonly ReservedWindow[]): readonly number[] {
  const from = instantOf(start, zone);
  const until = from + SEARCH_DAYS * DAY_MS;
  const freed = others.flatMap(({ closesAt, endsAt }) => [closesAt + minutesBefore * MINUTE_MS, endsAt]);
  const onDays = Array.from({ length: SEARCH_DAYS }, (_, days) => instantOf(addToWallTime(start, { days }), zone));
  const all = [...onDays, ...freed.map((at) => Math.ceil(at / STEP_MS) * STEP_MS)];
  return [...new Set(all)].filter((at) => at >= from && at < until).sort((one, other) => one - other);
}

function isWithinDay(wallTime: string, minutes: number): boolean {
  const end = addToWallTime(wallTime, { minutes });
  const isSameDay = end.slice(0, 10) === wallTime.slice(0, 10);
  return isSameDay && wallTime.slice(11) >= DAY_BEGINS && end.slice(11) <= DAY_ENDS;
}

function isPossible(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
