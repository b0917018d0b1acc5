import { CalendarX2, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReservationWithDates } from '../../../../../src/protocol/api/reservations.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { BackLink } from '../../parts/link-button.tsx';
import { Go } from '../../router/go.tsx';
import { paths } from '../../router/places.ts';
import { reservationsApi } from '../../server/reservations-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useDoing } from '../../server/use-doing.ts';
import { DatesSection } from './dates-section.tsx';
import { InvitedSection } from './invited-section.tsx';
import { reservationDraftOf, reservationOf } from './reservation-draft.ts';
import { ReservationForm } from './reservation-form.tsx';

/** One reservation with its dates. */
export function ReservationPage({ reservationId }: { readonly reservationId: string }) {
  const { t } = useTranslation();
  const ask = useCallback(
    (server: Server, signal: AbortSignal) => reservationsApi(server).read(reservationId, signal),
    [reservationId],
  );
  const { answer, again, set } = useAnswer(ask);
  const [isChanging, setChanging] = useState(false);
  const found = answer.is === 'there' ? answer.value : null;
  const title = isChanging ? t('calendar.form.editTitle') : (found?.title ?? found?.roomName ?? t('calendar.title'));
  return (
    <AdminPage
      key={String(isChanging)}
      title={title}
      isName={found !== null && !isChanging}
      above={<BackLink to={paths.calendar}>{t('calendar.one.toCalendar')}</BackLink>}
    >
      <Answered answer={answer} again={again}>
        {(reservation) =>
          isChanging ? (
            <Change
              reservation={reservation}
              onChanged={(changed) => {
                set(changed);
                setChanging(false);
              }}
              onCancel={() => setChanging(false)}
            />
          ) : (
            <>
              <Head reservation={reservation} onChange={() => setChanging(true)} onChanged={set} />
              <DatesSection reservation={reservation} onChanged={set} />
              <InvitedSection reservation={reservation} />
            </>
          )
        }
      </Answered>
    </AdminPage>
  );
}

interface ChangeProps {
  readonly reservation: ReservationWithDates;
  readonly onChanged: (reservation: ReservationWithDates) => void;
  readonly onCancel: () => void;
}

function Change({ reservation, onChanged, onCancel }: ChangeProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const [initial] = useState(() => reservationDraftOf(reservation));
  return (
    <ReservationForm
      initial={initial}
      rooms={null}
      submit={t('calendar.form.saveChanges')}
      onSave={(draft) => {
        const { roomId: _, ...wanted } = reservationOf(draft);
        const before = reservationOf(initial);
        // Only what was changed: of two who change it neither undoes the other's.
        const changed = Object.entries(wanted).filter(([name, value]) => Reflect.get(before, name) !== value);
        if (changed.length === 0) return Promise.resolve(reservation);
        return reservationsApi(server).change(reservation.id, Object.fromEntries(changed));
      }}
      onSaved={onChanged}
      onCancel={onCancel}
    />
  );
}

interface HeadProps {
  readonly reservation: ReservationWithDates;
  readonly onChange: () => void;
  readonly onChanged: (reservation: ReservationWithDates) => void;
}

/** Where it is, for how many, and what can be done with all of it. */
function Head({ reservation, onChange, onChanged }: HeadProps) {
  const { t } = useTranslation();
  const { router, server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [asked, setAsked] = useState<'cancel' | 'delete' | null>(null);
  const { id, roomId, roomName, seats, isCancelled } = reservation;
  const api = reservationsApi(server);
  const confirm = () => {
    setAsked(null);
    if (asked === 'cancel') void run(() => api.cancel(id), onChanged);
    else
      void run(
        () => api.delete(id),
        () => router.replace(paths.calendar),
      );
  };
  return (
    <>
      <p>
        <Go to={paths.room(roomId)} className={form.link} dir="auto" translate="no">
          {roomName}
        </Go>{' '}
        · {t('calendar.seats', { count: seats })}
      </p>
      <div role="status" className={form.said}>
        {isCancelled && <Alert look="warn">{t('calendar.one.isCancelled')}</Alert>}
      </div>
      <div className={form.buttons}>
        {!isCancelled && (
          <>
            <Button icon={<Pencil size={18} aria-hidden />} onClick={onChange}>
              {t('calendar.one.edit')}
            </Button>
            <Button icon={<CalendarX2 size={18} aria-hidden />} busy={isBusy} onClick={() => setAsked('cancel')}>
              {t('calendar.one.cancelAll')}
            </Button>
          </>
        )}
        <Button look="quiet" icon={<Trash2 size={18} aria-hidden />} busy={isBusy} onClick={() => setAsked('delete')}>
          {t('calendar.one.delete')}
        </Button>
      </div>
      <FailureAlert failure={failure} />
      {asked !== null && (
        <Confirm
          title={t(asked === 'cancel' ? 'calendar.one.cancelAllTitle' : 'calendar.one.deleteTitle')}
          text={t(asked === 'cancel' ? 'calendar.one.cancelAllText' : 'calendar.one.deleteText')}
          confirm={t(asked === 'cancel' ? 'calendar.one.cancelAll' : 'calendar.one.delete')}
          cancel={t('calendar.form.cancel')}
          onConfirm={confirm}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  );
}
