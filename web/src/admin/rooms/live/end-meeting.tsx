import { DoorClosed } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';

/** For everyone who is there and who waits. */
export function EndMeeting({ room, onEnded }: { readonly room: RoomView; readonly onEnded: () => void }) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button busy={isBusy} icon={<DoorClosed size={20} aria-hidden />} onClick={() => setAsked(true)}>
          {t('admin.live.end')}
        </Button>
      </div>
      {isAsked && (
        <Confirm
          title={t('admin.live.endAsk')}
          text={t('admin.live.endText')}
          confirm={t('admin.live.end')}
          onConfirm={() => {
            setAsked(false);
            void run(() => roomsApi(server).endMeeting(room.id), onEnded);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
