import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { Unsaved } from '../../parts/unsaved.tsx';
import type { RoomSettingsDraft } from '../../room-settings/settings-draft.ts';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';
import type { Made } from './made.ts';
import { draftOfNew, type RoomProblem, wishOf } from './room-draft.ts';
import { RoomFields } from './room-fields.tsx';

interface NewRoomFormProps {
  readonly defaults: RoomSettingsDraft;
  readonly onMade: (made: Made) => void;
}

export function NewRoomForm({ defaults, onMade }: NewRoomFormProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [before] = useState(() => draftOfNew(defaults));
  const [draft, setDraft] = useState(before);
  const [problem, setProblem] = useState<RoomProblem | null>(null);
  const submit = () => {
    const wish = wishOf(draft);
    if (typeof wish === 'string') return setProblem(wish);
    void run(
      () => roomsApi(server).make({ ...wish, moderatorLink: true }),
      (made) => onMade({ ...made, password: wish.password ?? null }),
    );
  };
  return (
    <Form look="sections" onSubmit={submit}>
      <RoomFields
        draft={draft}
        onChange={(changed) => {
          setDraft(changed);
          setProblem(null);
        }}
        problem={problem}
        passwordWishes={['set', 'none']}
        exists={false}
      />
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button type="submit" look="primary" busy={isBusy}>
          {t('making.make')}
        </Button>
      </div>
      <Unsaved isUnsaved={JSON.stringify(draft) !== JSON.stringify(before)} />
    </Form>
  );
}
