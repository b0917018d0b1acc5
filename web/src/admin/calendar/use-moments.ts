import { useTranslation } from 'react-i18next';
import type { TimeWindow } from '../../../../src/protocol/reservations/series.ts';
import { useDayWords } from './times/use-day-words.ts';
import { hereZone, zoneText } from './times/zone-field.tsx';

const MINUTE_MS = 60_000;

/** Local times in words. They are on no zone's clock until somebody says which. */
export function useMoments() {
  const { t } = useTranslation();
  const words = useDayWords();
  const timeOf = (wallTime: string) => words.time(Date.parse(`${wallTime}Z`), 'UTC');
  const start = (wallTime: string) => `${words.day(wallTime.slice(0, 10))}, ${timeOf(wallTime)}`;
  return {
    /** `Montag, 30. November 2026, 14:00`. */
    start,
    /** `Montag, 30. November 2026, 14:00 bis 15:00`, with the zone where it is another than here. */
    window: ({ start: begin, minutes }: TimeWindow, zone: string) => {
      const end = new Date(Date.parse(`${begin}Z`) + minutes * MINUTE_MS).toISOString().slice(0, 16);
      const said = t('calendar.until', { start: start(begin), end: timeOf(end) });
      return zone === hereZone() ? said : `${said} (${zoneText(zone)})`;
    },
  };
}
