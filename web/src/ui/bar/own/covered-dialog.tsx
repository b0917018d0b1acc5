import { MonitorUp, MonitorX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../call/media/shared-screen.ts';
import { Button } from '../../controls/button.tsx';
import dialog from '../../dialogs/dialog.module.css';
import { Dialog } from '../../dialogs/dialog.tsx';
import { useParts } from '../../parts.tsx';
import { nameText } from '../../text/name-text.ts';

interface CoveredDialogProps {
  readonly coveredBy: SharedScreen;
  readonly onClose: () => void;
}

/** One's own screen is shared and seen by nobody: stop, or show it again. */
export function CoveredDialog({ coveredBy, onClose }: CoveredDialogProps) {
  const { t } = useTranslation();
  const { call, local } = useParts();
  const choose = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog title={t('covered.title')} onClose={onClose}>
      <div className={dialog.form}>
        <p>{t('covered.text', { name: nameText(t, coveredBy) })}</p>
        <footer>
          <Button icon={<MonitorX size={20} aria-hidden />} onClick={choose(() => local.stopScreen())}>
            {t('bar.screenOff')}
          </Button>
          <Button
            look="primary"
            icon={<MonitorUp size={20} aria-hidden />}
            onClick={choose(() => call.seat.showScreenAgain())}
          >
            {t('covered.again')}
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}
