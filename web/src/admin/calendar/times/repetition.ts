import { addDays, dayOf, noonOf } from '../days.ts';

// How a reserved meeting repeats, as the form asks for it, and the rule (RFC 5545, 3.3.10) that says the same.

/** From Monday on. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When it is over. `until`: the last day on which it may take place, there where it takes place. */
export type End = { readonly by: 'day'; readonly until: string } | { readonly by: 'count'; readonly count: number };

export type Repetition =
  | { readonly every: 'once' }
  | { readonly every: 'day'; readonly interval: number; readonly end: End }
  /** `days`: besides that of the first date, which goes with it when it is moved. */
  | { readonly every: 'week'; readonly interval: number; readonly days: readonly Weekday[]; readonly end: End }
  /** On the day of the month of the first date, or on its weekday: the second Tuesday, the last Friday. */
  | {
      readonly every: 'month';
      readonly interval: number;
      readonly on: 'day' | 'weekday' | 'last-weekday';
      readonly end: End;
    }
  /** Made elsewhere, and more than the form can say: it stays as it is. */
  | { readonly every: 'other'; readonly rule: string };

export type Every = Repetition['every'];

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[(new Date(noonOf(day)).getUTCDay() + 6) % WEEKDAYS.length] ?? 'MO';
}

/** The first, second ... of its weekday in its month. */
export function turnOf(day: string): number {
  return Math.ceil(Number(day.slice(8)) / WEEKDAYS.length);
}

/** No later one of its weekday is in its month. */
export function isLastTurn(day: string): boolean {
  return addDays(day, WEEKDAYS.length).slice(0, 7) !== day.slice(0, 7);
}

/** Null: once. `day`: the first date. */
export function ruleOf(repetition: Repetition, day: string): string | null {
  switch (repetition.every) {
    case 'once':
      return null;
    case 'other':
      return repetition.rule;
    case 'day':
      return joined('DAILY', repetition);
    case 'week': {
      const days = WEEKDAYS.filter((each) => repetition.days.includes(each) || each === weekdayOf(day));
      return joined('WEEKLY', repetition, `BYDAY=${days.join(',')}`);
    }
    case 'month':
      return joined('MONTHLY', repetition, monthly(repetition.on, day));
  }
}

function monthly(on: 'day' | 'weekday' | 'last-weekday', day: string): string {
  if (on === 'day') return `BYMONTHDAY=${Number(day.slice(8))}`;
  const turn = on === 'last-weekday' ? -1 : turnOf(day);
  // A fifth one is not in each month; whoever chose it on such a day means the last.
  return `BYDAY=${turn > 4 ? -1 : turn}${weekdayOf(day)}`;
}

function joined(frequency: string, { interval, end }: { interval: number; end: End }, ...by: string[]): string {
  const last = end.by === 'count' ? `COUNT=${end.count}` : `UNTIL=${end.until.replaceAll('-', '')}`;
  const step = interval === 1 ? [] : [`INTERVAL=${interval}`];
  return [`FREQ=${frequency}`, ...step, ...by, last].join(';');
}

/** `start`: of the first date, in the zone. */
export function repetitionOf(rule: string | null, { start, zone }: { start: string; zone: string }): Repetition {
  if (rule === null) return { every: 'once' };
  const read = knownRepetition(partsOf(rule), start.slice(0, 10), zone);
  // What would come back as something else is not understood.
  const isSame = read !== null && sameRule(ruleOf(read, start.slice(0, 10)), rule, zone);
  return read !== null && isSame ? read : { every: 'other', rule };
}

function knownRepetition(parts: ReadonlyMap<string, string>, day: string, zone: string): Repetition | null {
  const end = endOf(parts, zone);
  if (end === null) return null;
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const by = parts.get('BYDAY');
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return { every: 'day', interval, end };
    case 'WEEKLY': {
      const named = by?.split(',') ?? [];
      const days = WEEKDAYS.filter((each) => named.includes(each) && each !== weekdayOf(day));
      return { every: 'week', interval, days, end };
    }
    case 'MONTHLY':
      if (by === undefined) return { every: 'month', interval, on: 'day', end };
      return { every: 'month', interval, on: by.startsWith('-1') ? 'last-weekday' : 'weekday', end };
    default:
      return null;
  }
}

function endOf(parts: ReadonlyMap<string, string>, zone: string): End | null {
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  if (count !== undefined) return { by: 'count', count: Number(count) };
  return until === undefined ? null : { by: 'day', until: lastDayOf(until, zone) };
}

/** `20270329`, or an instant: `20270329T120000Z`. */
function lastDayOf(until: string, zone: string): string {
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  if (!until.endsWith('Z')) return day;
  return dayOf(Date.parse(`${day}T${until.slice(9, 11)}:${until.slice(11, 13)}:00Z`), zone);
}

function partsOf(rule: string): ReadonlyMap<string, string> {
  return new Map(rule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']));
}

/** Whatever stands in which order, and however the same last day is written. */
function sameRule(one: string | null, other: string, zone: string): boolean {
  const plain = (rule: string) => {
    const parts = new Map(partsOf(rule));
    const until = parts.get('UNTIL');
    if (until !== undefined) parts.set('UNTIL', lastDayOf(until, zone));
    // Without it the day is the first date's, which is what the form says.
    if (parts.get('INTERVAL') === '1') parts.delete('INTERVAL');
    parts.delete('WKST');
    return [...parts].map((part) => part.join('=')).sort();
  };
  if (one === null) return false;
  const [mine, theirs] = [plain(one), plain(other)];
  const implied = (part: string) => /^BY(MONTHDAY|DAY)=/.test(part) && !theirs.some((each) => each.startsWith('BY'));
  return mine.filter((part) => !implied(part)).join() === theirs.join();
}
