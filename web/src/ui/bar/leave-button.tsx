import { Phone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../common/dialog.tsx';
import { useParts } from '../parts.tsx';
import styles from './bar.module.css';

interface LeaveButtonProps {
  /** Where a thumb slips: it asks first. */
  readonly careful: boolean;
}

export function LeaveButton({ careful }: LeaveButtonProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.leave}
        aria-haspopup={careful ? 'dialog' : undefined}
        onClick={() => (careful ? setAsking(true) : call.leave())}
      >
        <Phone size={24} className={styles.hangUp} aria-hidden />
        <span>{t('bar.leave')}</span>
      </button>
      {asking && (
        <Confirm
          title={t('leave.title')}
          text={t('leave.text')}
          confirm={t('bar.leave')}
          cancel={t('leave.stay')}
          onCancel={() => setAsking(false)}
          onConfirm={() => call.leave()}
        />
      )}
    </>
  );
}
