import { Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLeave } from '../hooks/use-leave.ts';
import styles from './bar.module.css';

interface LeaveButtonProps {
  /** Where a thumb slips: it asks first, whatever it would cost. */
  readonly careful: boolean;
}

export function LeaveButton({ careful }: LeaveButtonProps) {
  const { t } = useTranslation();
  const leave = useLeave();
  return (
    <button
      type="button"
      className={styles.leave}
      aria-haspopup={leave.asks || careful ? 'dialog' : undefined}
      onClick={() => leave.ask({ careful })}
    >
      <Phone size={24} className={styles.hangUp} aria-hidden />
      <span>{t('bar.leave')}</span>
    </button>
  );
}
