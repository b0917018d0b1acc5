import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAdmin } from '../../admin-parts.tsx';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import { BackLink, LinkButton } from '../../parts/link-button.tsx';
import { paths } from '../../router/places.ts';
import { reservationsApi } from '../../server/reservations-api.ts';
import { roomsApi } from '../../server/rooms-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { hereZone } from '../times/zone-field.tsx';
import { newReservationDraft, reservationOf } from './reservation-draft.ts';
import { ReservationForm } from './reservation-form.tsx';

const askRooms = (server: Server, signal: AbortSignal) => roomsApi(server).list(signal);

/** A room for a time. */
export function NewReservationPage() {
  const { t } = useTranslation();
  const { router, server } = useAdmin();
  const { answer, again } = useAnswer(askRooms);
  const initial = useMemo(() => newReservationDraft(Date.now(), hereZone(), router.query.get('raum') ?? ''), [router]);
  return (
    <AdminPage
      title={t('calendar.form.newTitle')}
      lead={t('calendar.form.newLead')}
      above={<BackLink to={paths.calendar}>{t('calendar.one.toCalendar')}</BackLink>}
    >
      <Answered answer={answer} again={again}>
        {(rooms) =>
          rooms.length === 0 ? (
            <>
              <p>{t('calendar.form.noRooms')}</p>
              <p>
                <LinkButton to={paths.newRoom} look="primary">
                  {t('calendar.form.newRoom')}
                </LinkButton>
              </p>
            </>
          ) : (
            <ReservationForm
              initial={initial}
              rooms={rooms}
              submit={t('calendar.form.save')}
              onSave={(draft) => reservationsApi(server).make(reservationOf(draft))}
              onSaved={({ id }) => router.replace(paths.reservation(id))}
              onCancel={() => router.go(paths.calendar)}
            />
          )
        }
      </Answered>
    </AdminPage>
  );
}
