import { useTranslation } from 'react-i18next';
import type { CalendarDate } from '../../../../../src/protocol/api/reservations.ts';
import { cx } from '../../../ui/layout/cx.ts';
import { VisuallyHidden } from '../../../ui/layout/visually-hidden.tsx';
import { useDayWords } from '../times/use-day-words.ts';
import { byDay } from './by-day.ts';
import { DateCard } from './date-card.tsx';
import styles from './week.module.css';

interface WeekProps {
  /** From Monday on. */
  readonly days: readonly string[];
  readonly today: string;
  readonly dates: readonly CalendarDate[];
  readonly zone: string;
}

/** A week's days beside each other, and below each other where there is no room. */
export function Week({ days, today, dates, zone }: WeekProps) {
  const { t } = useTranslation();
  const words = useDayWords();
  const grouped = byDay(dates, zone);
  return (
    <ul className={styles.week}>
      {days.map((day) => {
        const ofDay = grouped.get(day) ?? [];
        return (
          <li key={day} className={cx(styles.day, day === today && styles.today, ofDay.length === 0 && styles.empty)}>
            <h2>
              {words.shortDay(day)}
              {day === today && <span className={styles.mark}>{t('calendar.today')}</span>}
            </h2>
            {ofDay.length === 0 ? (
              <p>
                <span aria-hidden>–</span>
                <VisuallyHidden>{t('calendar.nothing')}</VisuallyHidden>
              </p>
            ) : (
              <ul>
                {ofDay.map((date) => (
                  <li key={`${date.reservationId} ${date.date}`}>
                    <DateCard date={date} zone={zone} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}
