import { useTranslation } from 'react-i18next';
import { useSaid } from './announcer.tsx';
import styles from './returning.module.css';
import { Spinner } from './spinner.tsx';

/** Between a reload and the seat, for a moment. */
export function Returning() {
  const { t } = useTranslation();
  useSaid(t('door.returning'));
  return (
    <main className={styles.returning}>
      <Spinner size={32} />
      <p>{t('door.returning')}</p>
    </main>
  );
}
