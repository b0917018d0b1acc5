import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../layout/cx.ts';
import styles from './notice-box.module.css';

interface NoticeBoxProps {
  /** What it is about, for tests and styles. */
  readonly name: string;
  readonly look?: 'plain' | 'info' | 'warn' | 'accent';
  readonly icon?: ReactNode;
  readonly action?: ReactNode;
  readonly onClose?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** One notice of the column. */
export function NoticeBox({ name, look = 'plain', icon, action, onClose, children }: NoticeBoxProps) {
  const { t } = useTranslation();
  return (
    <div className={cx(styles.box, styles[look])} data-notice={name}>
      {icon}
      <div className={styles.text}>{children}</div>
      {(action || onClose) && (
        <div className={styles.buttons}>
          {action}
          {onClose && (
            <button type="button" className={styles.close} aria-label={t('notice.dismiss')} onClick={onClose}>
              <X size={20} aria-hidden />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
