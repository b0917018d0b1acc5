import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { Saved } from '../../parts/answers/saved.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { Unsaved } from '../../parts/unsaved.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';
import { DeleteRoom } from './delete-room.tsx';
import { changesOf, draftOfRoom, type RoomProblem } from './room-draft.ts';
import { RoomFields } from './room-fields.tsx';

interface EditRoomProps {
  readonly room: RoomView;
  readonly onSaved: (room: RoomView) => void;
  readonly onDeleted: () => void;
}

export function EditRoom({ room, onSaved, onDeleted }: EditRoomProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [draft, setDraft] = useState(() => draftOfRoom(room));
  const [problem, setProblem] = useState<RoomProblem | null>(null);
  const [isSaved, setSaved] = useState(false);
  const isUnsaved = JSON.stringify(draft) !== JSON.stringify(draftOfRoom(room));
  const submit = () => {
    const changes = changesOf(room, draft);
    if (typeof changes === 'string') return setProblem(changes);
    if (Object.keys(changes).length === 0) return setSaved(true);
    void run(
      () => roomsApi(server).change(room.id, changes),
      (saved) => {
        onSaved(saved);
        setDraft(draftOfRoom(saved));
        setSaved(true);
      },
    );
  };
  return (
    <>
      <Form look="sections" onSubmit={submit}>
        <RoomFields
          draft={draft}
          onChange={(changed) => {
            setDraft(changed);
            setProblem(null);
            setSaved(false);
          }}
          problem={problem}
          passwordWishes={room.hasPassword ? ['keep', 'set', 'none'] : ['none', 'set']}
          exists
        />
        <FailureAlert failure={failure} />
        <div className={form.buttons}>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('admin.save')}
          </Button>
          {isUnsaved && <Button onClick={() => setDraft(draftOfRoom(room))}>{t('admin.discard')}</Button>}
          <Saved isShown={isSaved} />
        </div>
        <Unsaved isUnsaved={isUnsaved} />
      </Form>
      <DeleteRoom room={room} onDeleted={onDeleted} />
    </>
  );
}
