import { DoorOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { useSaid } from './announcer.tsx';
import styles from './returning.module.css';
import { Spinner } from './spinner.tsx';

interface ReturningProps {
  /** It takes longer than a moment, and this is the way out of it. */
  readonly onDoor: (() => void) | null;
}

/** While a part of the program is on its way. */
export function Moment() {
  const { t } = useTranslation();
  return (
    <main className={styles.returning}>
      <Spinner size={32} />
      <p>{t('common.moment')}</p>
    </main>
  );
}

/** Between a reload and the seat, for a moment. */
export function Returning({ onDoor }: ReturningProps) {
  const { t } = useTranslation();
  const text = t(onDoor ? 'door.returningSlow' : 'door.returning');
  useSaid(text);
  return (
    <main className={styles.returning}>
      <Spinner size={32} />
      <p>{text}</p>
      {onDoor && (
        <Button icon={<DoorOpen size={20} aria-hidden />} onClick={onDoor}>
          {t('common.toDoor')}
        </Button>
      )}
    </main>
  );
}
