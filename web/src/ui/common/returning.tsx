import { useTranslation } from 'react-i18next';
import styles from './returning.module.css';
import { Spinner } from './spinner.tsx';

/** Between a reload and the seat, for a moment. */
export function Returning() {
  const { t } = useTranslation();
  return (
    <main className={styles.returning} role="status">
      <Spinner size={32} />
      <p>{t('door.returning')}</p>
    </main>
  );
}
