import type { Opening } from '../../../../src/protocol/door.ts';
import { dayOf, timeOfDay } from '../../i18n/region.ts';

/** Its times as they were said, in the zone in which they were: a clock or a zone that is set wrong here changes nothing. */
export function openingWords({ start, end, zone }: Opening, language: string) {
  const [begins, ends] = [start, end].map((wallTime) => new Date(`${wallTime}:00Z`)) as [Date, Date];
  const at = { language, timeZone: 'UTC' };
  return {
    day: dayOf(begins, at),
    from: timeOfDay(begins, language, 'UTC'),
    // One that goes on until after midnight says so.
    to:
      start.slice(0, 10) === end.slice(0, 10)
        ? timeOfDay(ends, language, 'UTC')
        : `${dayOf(ends, at)}, ${timeOfDay(ends, language, 'UTC')}`,
    place: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' '),
  };
}
