import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import styles from './desk-end-dialog.module.css';
import { useEnding } from './use-ending.ts';

/** Announced so long before: time for a last word, or for a last round. */
const CLOSE_AFTER_MINUTES = [1, 5, 10];

/** The console's way to end a meeting: with one press more, after a while or at once. */
export function DeskEndDialog({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { closeIn, end } = useEnding();
  return (
    <Dialog title={t('console.endTitle')} onClose={onDone}>
      <p>{t('console.endText')}</p>
      <div className={styles.ends}>
        {CLOSE_AFTER_MINUTES.map((count) => (
          <Button
            key={count}
            onClick={() => {
              onDone();
              closeIn(count);
            }}
          >
            {t('console.endIn', { count })}
          </Button>
        ))}
      </div>
      <Button
        look="danger"
        onClick={() => {
          onDone();
          end();
        }}
      >
        {t('console.endNow')}
      </Button>
    </Dialog>
  );
}
