import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../../src/protocol/api/rooms/meeting.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { Sentence } from '../../../ui/text/sentence.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { Badge, Row } from '../../parts/lists/rows.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';

interface PersonThereProps {
  readonly roomId: string;
  readonly person: MeetingView['participants'][number];
  readonly onRemoved: () => void;
}

export function PersonThere({ roomId, person: { id, name, role, state, line, since }, onRemoved }: PersonThereProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { time } = useDates();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  return (
    <Row
      title={<bdi translate="no">{name}</bdi>}
      badge={
        <>
          {role !== 'participant' && <Badge look="accent">{t(`role.${role}`)}</Badge>}
          {state === 'reconnecting' && <Badge look="warn">{t('admin.live.reconnecting')}</Badge>}
          {state === 'joined' && line !== 'good' && <Badge look="warn">{t(`admin.live.line.${line}`)}</Badge>}
        </>
      }
      detail={t('admin.live.since', { time: time(since) })}
      action={
        <Button
          size="small"
          busy={isBusy}
          aria-label={t('admin.live.removeOne', { name })}
          onClick={() => setAsked(true)}
        >
          {t('admin.live.remove')}
        </Button>
      }
    >
      <FailureAlert failure={failure} except={['NOT_FOUND']} />
      {isAsked && (
        <Confirm
          title={<Sentence say={(keep) => t('admin.live.removeAsk', { name: keep(name) })} />}
          text={t('admin.live.removeText')}
          confirm={t('admin.live.remove')}
          onConfirm={() => {
            setAsked(false);
            void run(() => roomsApi(server).remove(roomId, id), onRemoved);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </Row>
  );
}
