import { ClipboardPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/layout/cx.ts';
import styles from './attendance-sign.module.css';

/** Always there while it is noted who comes and goes; in words, since everyone has a right to know. */
export function AttendanceSign({
  days,
  className,
  onPress,
}: {
  readonly days: number;
  readonly className?: string | undefined;
  /** Where there is more to be read of it. */
  readonly onPress?: () => void;
}) {
  const { t } = useTranslation();
  if (days === 0) return null;
  const whole = t('attendance.sign', { count: days });
  const words = (
    <>
      <ClipboardPen size={16} aria-hidden />
      <span className={styles.long}>{whole}</span>
      <span className={styles.short} {...(!onPress && { role: 'img', 'aria-label': whole })}>
        {t('attendance.signShort')}
      </span>
    </>
  );
  if (!onPress) {
    return (
      <span className={cx(className, styles.sign)} title={whole} data-attendance>
        {words}
      </span>
    );
  }
  return (
    <button type="button" className={cx(className, styles.sign)} title={whole} onClick={onPress} data-attendance>
      {words}
    </button>
  );
}
