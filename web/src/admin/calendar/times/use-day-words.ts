import { useTranslation } from 'react-i18next';
import { localeOf } from '../../../i18n/region.ts';
import { noonOf } from '../days.ts';
import { WEEKDAYS, type Weekday } from './repetition.ts';

/** Some Monday. */
const MONDAY = Date.UTC(2026, 10, 30, 12);
const DAY_MS = 86_400_000;

/** Days, weekdays and hours as they are written where the reader is. */
export function useDayWords() {
  const { i18n } = useTranslation();
  const locale = localeOf(i18n.language);
  const ofDay = (style: Intl.DateTimeFormatOptions) => (day: string) =>
    new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(noonOf(day));
  const clock = (timeZone: string) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
  return {
    /** `Montag, 30. November 2026`. */
    day: ofDay({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** `Mo., 30.11.`. */
    shortDay: ofDay({ weekday: 'short', day: 'numeric', month: 'numeric' }),
    /** `30. Nov. – 6. Dez. 2026`. */
    days: (first: string, last: string) =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(
        noonOf(first),
        noonOf(last),
      ),
    weekday: (weekday: Weekday) =>
      new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
        MONDAY + WEEKDAYS.indexOf(weekday) * DAY_MS,
      ),
    /** `14:00`, at a place. */
    time: (instant: number, zone: string) => clock(zone).format(instant),
    /** `14:00–15:30 Uhr`, at a place. */
    times: (from: number, to: number, zone: string) => clock(zone).formatRange(from, to),
  };
}
