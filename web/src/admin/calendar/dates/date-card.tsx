import { Repeat } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CalendarDate } from '../../../../../src/protocol/api/reservations.ts';
import { cx } from '../../../ui/layout/cx.ts';
import { VisuallyHidden } from '../../../ui/layout/visually-hidden.tsx';
import { Badge } from '../../parts/lists/rows.tsx';
import { Go } from '../../router/go.tsx';
import { paths } from '../../router/places.ts';
import { Holidays } from '../holidays.tsx';
import { isElsewhere } from '../times/times-draft.ts';
import { useDayWords } from '../times/use-day-words.ts';
import { zoneText } from '../times/zone-field.tsx';
import styles from './date-card.module.css';

interface DateCardProps {
  readonly date: CalendarDate;
  /** In which times are said. */
  readonly zone: string;
}

/** One date among others: when, where, and what is special about it; it leads to its reservation. */
export function DateCard({ date, zone }: DateCardProps) {
  const { t } = useTranslation();
  const words = useDayWords();
  const beginsAt = Date.parse(date.beginsAt);
  return (
    <article className={cx(styles.card, date.state === 'cancelled' && styles.cancelled)}>
      <p className={styles.time}>{words.times(beginsAt, Date.parse(date.endsAt), zone)}</p>
      <p className={styles.name}>
        <Go to={paths.reservation(date.reservationId)} dir="auto" translate="no">
          {date.title ?? date.roomName}
        </Go>
      </p>
      <p className={styles.detail}>
        {date.title !== null && (
          <>
            <bdi translate="no">{date.roomName}</bdi> ·{' '}
          </>
        )}
        {t('calendar.seats', { count: date.seats })}
        {date.repeats && (
          <span className={styles.repeats}>
            <Repeat size={15} aria-hidden />
            <VisuallyHidden>{t('calendar.repeats')}</VisuallyHidden>
          </span>
        )}
      </p>
      {isElsewhere(date.zone, zone, beginsAt) && (
        <p className={styles.detail}>
          {t('calendar.there', { time: date.start.slice(11), zone: zoneText(date.zone) })}
        </p>
      )}
      {date.state !== 'planned' && (
        <p>
          <Badge look={date.state === 'moved' ? 'plain' : 'warn'}>{t(`calendar.${date.state}`)}</Badge>
        </p>
      )}
      <Holidays holidays={date.holidays} />
    </article>
  );
}
