import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { usePins } from '../../features/stage/use-pins.ts';
import { ViewFields } from '../../features/stage/view/view-fields.tsx';
import { Dialog } from '../dialogs/dialog.tsx';

interface ViewDialogProps {
  readonly table: TableState;
  readonly onClose: () => void;
}

export function ViewDialog({ table, onClose }: ViewDialogProps) {
  const { t } = useTranslation();
  const { room, participants, self } = table;
  const { pinned } = usePins(room.id, participants);
  return (
    <Dialog title={t('view.title')} onClose={onClose}>
      <ViewFields
        hasOwn={self.role !== 'observer'}
        hasPins={pinned.length > 0 || room.spotlight !== null}
        mayLead={self.isChairing}
      />
    </Dialog>
  );
}
