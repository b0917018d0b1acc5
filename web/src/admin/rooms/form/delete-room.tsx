import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { Sentence } from '../../../ui/text/sentence.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Section } from '../../parts/section.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';

/** With all that goes with it said first. */
export function DeleteRoom({ room, onDeleted }: { readonly room: RoomView; readonly onDeleted: () => void }) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const count = room.live.participants;
  return (
    <Section title={t('admin.room.delete')} lead={t('admin.room.deleteLead')}>
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button busy={isBusy} icon={<Trash2 size={20} aria-hidden />} onClick={() => setAsked(true)}>
          {t('admin.room.deleteIt')}
        </Button>
      </div>
      {isAsked && (
        <Confirm
          title={<Sentence say={(keep) => t('admin.room.deleteAsk', { name: keep(room.name) })} />}
          text={
            <>
              {t('admin.room.deleteText')}
              {count > 0 && <> {t('admin.room.deleteThere', { count })}</>}
            </>
          }
          confirm={t('admin.room.deleteIt')}
          onConfirm={() => {
            setAsked(false);
            void run(() => roomsApi(server).delete(room.id), onDeleted);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </Section>
  );
}
