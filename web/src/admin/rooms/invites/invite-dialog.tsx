import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/dialogs/dialog.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { ShareLink } from '../share/share-link.tsx';

/** A link that was just made. */
export interface ShownInvite {
  readonly title: string;
  readonly link: string;
  /** Who comes by it may have to wait to be let in. */
  readonly waits: boolean;
}

interface InviteDialogProps {
  readonly shown: ShownInvite;
  readonly room: Pick<RoomView, 'name'>;
  readonly onClose: () => void;
}

/** Shown this once: what is kept of a link lets nobody in. */
export function InviteDialog({ shown: { title, link, waits }, room, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      <Alert look="warn">{t('admin.people.linkOnce')}</Alert>
      <ShareLink link={link} label={t('link.label')} room={{ name: room.name, password: null, waits }} />
      <footer>
        <Button look="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </footer>
    </Dialog>
  );
}
