import { Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../src/protocol/index.ts';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { useParts } from '../../ui/parts.tsx';

interface LockedDialogProps {
  readonly source: FloorSource;
  readonly handIsUp: boolean;
  readonly onClose: () => void;
}

/** Why one's own microphone or camera cannot be switched on now, and what helps. */
export function LockedDialog({ source, handIsUp, onClose }: LockedDialogProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  return (
    <Dialog title={t(`locked.${source}.title`)} onClose={onClose}>
      <div className={dialog.form}>
        <p>{t(`locked.${source}.text`)}</p>
        {handIsUp && <p>{t('locked.handIsUp')}</p>}
        <footer>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {!handIsUp && (
            <Button
              look="primary"
              icon={<Hand size={20} aria-hidden />}
              onClick={() => {
                onClose();
                void call.act('hand:raise', {});
              }}
            >
              {t('hands.raise')}
            </Button>
          )}
        </footer>
      </div>
    </Dialog>
  );
}
