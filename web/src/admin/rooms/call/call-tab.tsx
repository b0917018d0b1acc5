import { Megaphone } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalledSeat } from '../../../../../src/protocol/api/rooms/calls.ts';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { Saved } from '../../parts/answers/saved.tsx';
import form from '../../parts/form.module.css';
import { LinkButton } from '../../parts/link-button.tsx';
import { Rows } from '../../parts/lists/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { paths } from '../../router/places.ts';
import { callsApi } from '../../server/calls-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useDoing } from '../../server/use-doing.ts';
import { CalledRow } from './called-row.tsx';

/** Somebody who has called them wants to see them come. */
const REFRESH_MS = 3_000;

/** Everyone whom the room expects is called in one press, and it is seen how far each of them is. */
export function CallTab({ room }: { readonly room: RoomView }) {
  const { id } = room;
  const ask = useCallback((server: Server, signal: AbortSignal) => callsApi(server, id).read(signal), [id]);
  const { answer, again } = useAnswer(ask, { everyMs: REFRESH_MS });
  return (
    <Answered answer={answer} again={again}>
      {({ seats }) =>
        seats.length === 0 ? <NobodyExpected roomId={id} /> : <Seats {...{ roomId: id, seats, again }} />
      }
    </Answered>
  );
}

function NobodyExpected({ roomId }: { readonly roomId: string }) {
  const { t } = useTranslation();
  return (
    <Section title={t('admin.call.title')} lead={t('admin.call.nobody')}>
      <div className={form.buttons}>
        <LinkButton to={paths.room(roomId, 'plan')}>{t('admin.call.toPlan')}</LinkButton>
      </div>
    </Section>
  );
}

interface SeatsProps {
  readonly roomId: string;
  readonly seats: readonly CalledSeat[];
  readonly again: () => void;
}

function Seats({ roomId, seats, again }: SeatsProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const [called, setCalled] = useState<number | null>(null);
  const here = seats.filter(({ presence }) => presence === 'here').length;
  const reachable = seats.filter(({ address, presence }) => address !== null && presence === 'away').length;
  const call = () => {
    setAsked(false);
    setCalled(null);
    void run(
      () => callsApi(server, roomId).everyone(),
      (answer) => {
        setCalled(answer.called);
        again();
      },
    );
  };
  return (
    <Section
      title={t('admin.call.title')}
      lead={t('admin.call.lead')}
      action={
        reachable > 0 && (
          <Button
            look="primary"
            busy={isBusy}
            icon={<Megaphone size={20} aria-hidden />}
            onClick={() => setAsked(true)}
          >
            {t('admin.call.everyone')}
          </Button>
        )
      }
    >
      <p role="status">{t('admin.call.here', { here, count: seats.length })}</p>
      {reachable === 0 && here < seats.length && <p className={form.hint}>{t('admin.call.noAddress')}</p>}
      <FailureAlert failure={failure} />
      <Saved isShown={called !== null} text={t('admin.call.called', { count: called ?? 0 })} />
      <Rows>
        {seats.map((seat) => (
          <CalledRow key={seat.id} roomId={roomId} seat={seat} onChanged={again} />
        ))}
      </Rows>
      {isAsked && (
        <Confirm
          title={t('admin.call.askTitle')}
          text={t('admin.call.askText', { count: reachable })}
          confirm={t('admin.call.everyone')}
          onConfirm={call}
          onCancel={() => setAsked(false)}
        />
      )}
    </Section>
  );
}
