import { ClipboardPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../common/cx.ts';
import styles from './attendance-sign.module.css';

/** Always there while it is noted who comes and goes; in words, since everyone has a right to know. */
export function AttendanceSign({
  days,
  className,
}: {
  readonly days: number;
  readonly className?: string | undefined;
}) {
  const { t } = useTranslation();
  if (days === 0) return null;
  const whole = t('attendance.sign', { count: days });
  return (
    <span className={cx(className, styles.sign)} title={whole} data-attendance>
      <ClipboardPen size={16} aria-hidden />
      <span className={styles.long}>{whole}</span>
      <span className={styles.short} role="img" aria-label={whole}>
        {t('attendance.signShort')}
      </span>
    </span>
  );
}
