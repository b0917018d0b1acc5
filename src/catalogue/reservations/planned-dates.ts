import type { FederalState } from '../../protocol/reservations/federal-states.ts';
import type { Series } from '../../protocol/reservations/series.ts';
import { datesOf } from './dates.ts';
import { type Holiday, holidaysOn } from './holidays.ts';
import { instantOf } from './zoned.ts';

const MINUTE_MS = 60_000;

/** A date of a series as who plans sees it: those too that do not take place. */
export interface PlannedDate {
  /** When it begins by the rule, in local time. */
  readonly date: string;
  readonly state: 'planned' | 'moved' | 'cancelled';
  readonly start: string;
  readonly minutes: number;
  readonly beginsAt: number;
  readonly endsAt: number;
  readonly holidays: readonly Holiday[];
}

/** All of them, in the order of the rule. `isCancelled`: none takes place; `state`: whose holidays are said, null: of all. */
export function plannedDatesOf(
  series: Series,
  { isCancelled = false, state = null }: { isCancelled?: boolean; state?: FederalState | null } = {},
): readonly PlannedDate[] {
  const changes = new Map(series.changes.map((change) => [change.date, change]));
  return datesOf(series).map((date) => {
    const change = changes.get(date);
    const { start, minutes } = change?.moved ?? { start: date, minutes: series.minutes };
    const isMoved = start !== date || minutes !== series.minutes;
    const beginsAt = instantOf(start, series.zone);
    return {
      date,
      state: isCancelled || change?.moved === null ? 'cancelled' : isMoved ? 'moved' : 'planned',
      start,
      minutes,
      beginsAt,
      endsAt: beginsAt + minutes * MINUTE_MS,
      holidays: holidaysOn([beginsAt], state),
    };
  });
}
