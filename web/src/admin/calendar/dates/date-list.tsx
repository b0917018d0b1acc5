import { useTranslation } from 'react-i18next';
import type { CalendarDate } from '../../../../../src/protocol/api/reservations.ts';
import { useDayWords } from '../times/use-day-words.ts';
import { byDay } from './by-day.ts';
import { DateCard } from './date-card.tsx';
import styles from './date-list.module.css';

interface DateListProps {
  readonly dates: readonly CalendarDate[];
  readonly zone: string;
}

/** The days on which something is reserved. */
export function DateList({ dates, zone }: DateListProps) {
  const { t } = useTranslation();
  const words = useDayWords();
  if (dates.length === 0) return <p className={styles.nothing}>{t('calendar.nothing')}</p>;
  return (
    <ul className={styles.list}>
      {[...byDay(dates, zone)].map(([day, ofDay]) => (
        <li key={day}>
          <h2>{words.day(day)}</h2>
          <ul>
            {ofDay.map((date) => (
              <li key={`${date.reservationId} ${date.date}`}>
                <DateCard date={date} zone={zone} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
