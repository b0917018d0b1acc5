// Days of the calendar, as `2026-11-30`. They have no zone: only what is asked of an instant has one.

const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;

/** On which day an instant is, at a place. */
export function dayOf(instant: number, zone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}

/** `T14:00` behind the day: how late it is then, at a place. */
export function wallTimeOf(instant: number, zone: string): string {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' }).format(instant);
  return `${dayOf(instant, zone)}T${time}`;
}

export function addDays(day: string, days: number): string {
  return isoOf(noonOf(day) + days * DAY_MS);
}

/** From Monday to Sunday (ISO 8601). */
export function weekOf(day: string): readonly string[] {
  const sinceMonday = (new Date(noonOf(day)).getUTCDay() + 6) % DAYS_OF_WEEK;
  const monday = addDays(day, -sinceMonday);
  return Array.from({ length: DAYS_OF_WEEK }, (_, index) => addDays(monday, index));
}

/** The number of the week: the first is the one with the year's first Thursday (ISO 8601). */
export function weekNumberOf(day: string): number {
  const thursday = noonOf(weekOf(day)[3] ?? day);
  const firstOfYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1, 12);
  return 1 + Math.floor((thursday - firstOfYear) / DAY_MS / DAYS_OF_WEEK);
}

/** For what writes dates in words, with UTC as its zone. */
export function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

export function isDay(text: string): boolean {
  return /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(noonOf(text)) && isoOf(noonOf(text)) === text;
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
