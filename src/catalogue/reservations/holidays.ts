import { getHolidays } from 'feiertagejs';
import { FEDERAL_STATES, type FederalState } from '../../protocol/reservations/federal-states.ts';
import { wallTimeOf } from './zoned.ts';

// Public holidays in Germany. They are said to whoever plans, and no date is left out for them: on call is on call.

/** In Germany all of this is one zone. */
const ZONE = 'Europe/Berlin';

export interface Holiday {
  /** `2026-12-25`. */
  readonly day: string;
  /** In German. */
  readonly name: string;
  /** Where it is one; null: in all of Germany, or in the state that was asked for. */
  readonly states: readonly FederalState[] | null;
}

/** That these instants fall on, each once, of one state or of all. */
export function holidaysOn(instants: readonly number[], state: FederalState | null = null): readonly Holiday[] {
  const days = new Set(instants.map((instant) => wallTimeOf(instant, ZONE).slice(0, 10)));
  const years = new Set([...days].map((day) => Number(day.slice(0, 4))));
  const holidays = [...years].flatMap((year) => getHolidays(year, state ?? 'ALL')).map(inWords);
  const found = holidays.filter(({ day, states }) => days.has(day) && (states === null || states.length > 0));
  return state === null ? found : found.map((holiday) => ({ ...holiday, states: null }));
}

/** The library's own text of a date is the machine's, and off by a day in the far east; its noon in UTC is not. */
function inWords(holiday: ReturnType<typeof getHolidays>[number]): Holiday {
  const { date, name, regions } = holiday;
  const states = FEDERAL_STATES.filter((one) => regions.includes(one));
  return {
    day: date.toISOString().slice(0, 10),
    name: holiday.translate('de') ?? name,
    states: states.length === FEDERAL_STATES.length ? null : states,
  };
}
