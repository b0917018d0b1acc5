import { Send } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitedSeatView, InvitedView, NewMeetingNews } from '../../../../../src/protocol/api/mail.ts';
import type { ReservationWithDates } from '../../../../../src/protocol/api/reservations.ts';
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
import { reservationsApi } from '../../server/reservations-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useDoing } from '../../server/use-doing.ts';
import { useMoments } from '../use-moments.ts';
import { InvitedRow } from './invited-row.tsx';

/** What became of a mail is seen as it goes. */
const REFRESH_MS = 5_000;

/** What there is to be told, to all at once; `date`: of one date alone. */
interface News {
  readonly is: NewMeetingNews['is'];
  readonly date: string | null;
}

/** Whom its room expects, who was written to, and what they should be told next. */
export function InvitedSection({ reservation }: { readonly reservation: ReservationWithDates }) {
  const { t } = useTranslation();
  const { id, updatedAt } = reservation;
  const ask = useCallback((server: Server, signal: AbortSignal) => reservationsApi(server).invited(id, signal), [id]);
  const { answer, again } = useAnswer(ask, { everyMs: REFRESH_MS });
  // Whatever was changed of it, there may be something to tell.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew with each change
  useEffect(again, [again, updatedAt]);
  return (
    <Answered answer={answer} again={again}>
      {({ seats, untold }) =>
        seats.length === 0 ? (
          <Section title={t('calendar.invited.title')} lead={t('calendar.invited.nobody')}>
            <div className={form.buttons}>
              <LinkButton to={paths.room(reservation.roomId, 'plan')}>{t('admin.call.toPlan')}</LinkButton>
            </div>
          </Section>
        ) : (
          <Invited key={updatedAt} {...{ reservation, seats, untold, again }} />
        )
      }
    </Answered>
  );
}

interface InvitedProps {
  readonly reservation: ReservationWithDates;
  readonly seats: readonly InvitedSeatView[];
  readonly untold: InvitedView['untold'];
  readonly again: () => void;
}

function Invited({ reservation, seats, untold, again }: InvitedProps) {
  const { t } = useTranslation();
  const moments = useMoments();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const news = newsOf(reservation, seats, untold);
  const { is } = news;
  const about = news.date === null ? '' : `${t('calendar.invited.about', { date: moments.start(news.date) })} `;
  const reachable = seats.filter(({ address }) => address !== null);
  const to = is === 'invited' ? reachable : reachable.filter(({ mailed }) => mailed !== null);
  const send = (what: NewMeetingNews) => {
    setAsked(false);
    setSent(null);
    void run(
      () => reservationsApi(server).mail(reservation.id, what),
      (answer) => {
        setSent(answer.sent);
        again();
      },
    );
  };
  return (
    <Section
      title={t('calendar.invited.title')}
      lead={t('calendar.invited.lead')}
      action={
        to.length > 0 && (
          <Button
            look={is === 'invited' || untold !== null ? 'primary' : 'plain'}
            busy={isBusy}
            icon={<Send size={18} aria-hidden />}
            onClick={() => setAsked(true)}
          >
            {t(`calendar.invited.send.${is}`)}
          </Button>
        )
      }
    >
      {reachable.length === 0 && <p className={form.hint}>{t('calendar.invited.noAddress')}</p>}
      <FailureAlert failure={failure} />
      <Saved isShown={sent !== null} text={t('calendar.invited.sent', { count: sent ?? 0 })} />
      <Rows>
        {seats.map((seat) => (
          <InvitedRow
            key={seat.id}
            roomId={reservation.roomId}
            seat={seat}
            isBusy={isBusy}
            // Whoever was never told of it need not hear that it does not take place.
            onSend={
              seat.address !== null && (is !== 'cancelled' || seat.mailed !== null)
                ? () => send({ is: is === 'cancelled' ? 'cancelled' : 'invited', seatIds: [seat.id] })
                : null
            }
            onChanged={again}
          />
        ))}
      </Rows>
      {isAsked && (
        <Confirm
          title={t(`calendar.invited.ask.${is}`)}
          text={about + t('admin.call.askText', { count: to.length })}
          confirm={t(`calendar.invited.send.${is}`)}
          cancel={t('calendar.form.cancel')}
          onConfirm={() =>
            send(
              asSent(
                news,
                to.map(({ id }) => id),
              ),
            )
          }
          onCancel={() => setAsked(false)}
        />
      )}
    </Section>
  );
}

/** Who was told of it before is told what they do not know yet, or once more how it is; nobody was: they are invited. */
function newsOf(
  { isCancelled }: ReservationWithDates,
  seats: readonly InvitedSeatView[],
  untold: InvitedView['untold'],
): News {
  if (isCancelled) return { is: 'cancelled', date: null };
  if (seats.every(({ mailed }) => mailed === null)) return { is: 'invited', date: null };
  return untold ?? { is: 'changed', date: null };
}

function asSent({ is, date }: News, seatIds: string[]): NewMeetingNews {
  return is === 'date-moved' || is === 'date-cancelled' ? { is, date: date ?? '', seatIds } : { is, seatIds };
}
