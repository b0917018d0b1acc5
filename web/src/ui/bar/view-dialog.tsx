import { PictureInPicture2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { chosenOf } from '../../features/stage/view/cast.ts';
import { useShownPins } from '../../features/stage/view/use-shown-pins.ts';
import { ViewFields } from '../../features/stage/view/view-fields.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../dialogs/dialog.tsx';
import field from '../fields/field.module.css';
import { usePip } from '../pip/use-pip.tsx';

interface ViewDialogProps {
  readonly table: TableState;
  readonly onClose: () => void;
}

export function ViewDialog({ table, onClose }: ViewDialogProps) {
  const { t } = useTranslation();
  const { room, participants, self } = table;
  const pip = usePip();
  const { pinned } = useShownPins(room.id, participants);
  const { spotlight, signing } = room;
  const chosen = chosenOf({ places: participants, selfId: self.participantId, pinned, spotlight, signing });
  return (
    <Dialog title={t('view.title')} onClose={onClose}>
      <ViewFields hasOwn={self.role !== 'observer'} hasLarge={chosen.length > 0} mayLead={self.isChairing} />
      {pip.isOffered ? (
        <Button
          icon={<PictureInPicture2 size={20} aria-hidden />}
          onClick={() => {
            onClose();
            void pip.open();
          }}
        >
          {t('pip.open')}
        </Button>
      ) : (
        <p className={field.hint}>{t('pip.none')}</p>
      )}
    </Dialog>
  );
}
