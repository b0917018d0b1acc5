import { PictureInPicture2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { usePins } from '../../features/stage/use-pins.ts';
import { ViewFields } from '../../features/stage/view/view-fields.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../dialogs/dialog.tsx';
import { usePip } from '../pip/use-pip.tsx';

interface ViewDialogProps {
  readonly table: TableState;
  readonly onClose: () => void;
}

export function ViewDialog({ table, onClose }: ViewDialogProps) {
  const { t } = useTranslation();
  const { room, participants, self } = table;
  const pip = usePip();
  const { pinned } = usePins(room.id, participants);
  return (
    <Dialog title={t('view.title')} onClose={onClose}>
      <ViewFields
        hasOwn={self.role !== 'observer'}
        hasPins={pinned.length > 0 || room.spotlight !== null}
        mayLead={self.isChairing}
      />
      {pip.isOffered && (
        <Button
          icon={<PictureInPicture2 size={20} aria-hidden />}
          onClick={() => {
            onClose();
            void pip.open();
          }}
        >
          {t('pip.open')}
        </Button>
      )}
    </Dialog>
  );
}
