import { CalendarHeart } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReservedDate } from '../../../../src/protocol/api/reservations.ts';
import styles from './holidays.module.css';

/** Public holidays on a day: said to whoever plans, and nothing is left out for them. */
export function Holidays({ holidays }: Pick<ReservedDate, 'holidays'>) {
  const { t } = useTranslation();
  return holidays.map(({ name, states }) => (
    <span key={name} className={styles.holiday}>
      <CalendarHeart size={18} aria-hidden />
      <span>
        {states === null
          ? t('calendar.holiday', { name })
          : t('calendar.holidayIn', { name, states: states.join(', ') })}
      </span>
    </span>
  ));
}
