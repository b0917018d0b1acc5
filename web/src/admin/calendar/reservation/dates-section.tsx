import { CalendarClock, CalendarX2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReservationWithDates, ReservedDate } from '../../../../../src/protocol/api/reservations.ts';
import type { TimeWindow } from '../../../../../src/protocol/reservations/series.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { Badge, Row, Rows } from '../../parts/lists/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { reservationsApi } from '../../server/reservations-api.ts';
import { useDoing } from '../../server/use-doing.ts';
import { Holidays } from '../holidays.tsx';
import { useMoments } from '../use-moments.ts';
import { MoveDialog } from './move-dialog.tsx';

interface DatesSectionProps {
  readonly reservation: ReservationWithDates;
  readonly onChanged: (reservation: ReservationWithDates) => void;
}

/** Its dates, each to be moved or cancelled; those that are over only when they are asked for. */
export function DatesSection({ reservation, onChanged }: DatesSectionProps) {
  const { t } = useTranslation();
  const [showsPast, setShowsPast] = useState(false);
  const now = Date.now();
  const past = reservation.dates.filter(({ endsAt }) => Date.parse(endsAt) <= now);
  const shown = showsPast ? reservation.dates : reservation.dates.filter((date) => !past.includes(date));
  return (
    <Section
      title={t('calendar.one.dates')}
      {...(reservation.rule === null ? {} : { lead: t('calendar.one.datesLead') })}
      action={
        past.length > 0 &&
        !showsPast && (
          <Button size="small" look="quiet" onClick={() => setShowsPast(true)}>
            {t('calendar.one.past', { count: past.length })}
          </Button>
        )
      }
    >
      <Rows>
        {shown.map((date) => (
          <DateRow key={date.date} reservation={reservation} date={date} onChanged={onChanged} />
        ))}
      </Rows>
    </Section>
  );
}

interface DateRowProps extends DatesSectionProps {
  readonly date: ReservedDate;
}

function DateRow({ reservation, date, onChanged }: DateRowProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const moments = useMoments();
  const { isBusy, failure, run, forget } = useDoing();
  const [asked, setAsked] = useState<'move' | 'cancel' | null>(null);
  const { id, zone, minutes, isCancelled } = reservation;
  const said = moments.window(date, zone);
  const change = (moved: TimeWindow | null) =>
    void run(
      () => reservationsApi(server).changeDate(id, date.date, moved),
      (changed) => {
        setAsked(null);
        onChanged(changed);
      },
    );
  const isOff = date.state === 'cancelled';
  const mayChange = !isCancelled && Date.now() < Date.parse(date.endsAt);
  return (
    <Row
      title={isOff ? <s>{said}</s> : said}
      badge={
        date.state !== 'planned' && (
          <Badge look={date.state === 'moved' ? 'accent' : 'warn'}>{t(`calendar.${date.state}`)}</Badge>
        )
      }
      detail={
        (date.state === 'moved' || date.holidays.length > 0) && (
          <>
            {date.state === 'moved' && t('calendar.one.movedFrom', { date: moments.start(date.date) })}
            <Holidays holidays={date.holidays} />
          </>
        )
      }
      action={
        mayChange && (
          <>
            {!isOff && (
              <Button
                size="small"
                aria-label={t('calendar.one.moveOne', { date: said })}
                icon={<CalendarClock size={18} aria-hidden />}
                onClick={() => setAsked('move')}
              >
                {t('calendar.one.move')}
              </Button>
            )}
            {/* One button for there and back: whoever has pressed it keeps the focus. */}
            <Button
              size="small"
              look={isOff ? 'plain' : 'quiet'}
              aria-label={t(isOff ? 'calendar.one.restoreOne' : 'calendar.one.cancelOne', { date: said })}
              busy={isBusy}
              icon={isOff ? <Undo2 size={18} aria-hidden /> : <CalendarX2 size={18} aria-hidden />}
              onClick={() => (isOff ? change({ start: date.date, minutes }) : setAsked('cancel'))}
            >
              {t(isOff ? 'calendar.one.restore' : 'calendar.one.cancel')}
            </Button>
          </>
        )
      }
    >
      {asked !== 'move' && <FailureAlert failure={failure} />}
      {asked === 'move' && (
        <MoveDialog
          date={date}
          zone={zone}
          isBusy={isBusy}
          failure={failure}
          onMove={change}
          onForget={forget}
          onClose={() => {
            setAsked(null);
            forget();
          }}
        />
      )}
      {asked === 'cancel' && (
        <Confirm
          title={t('calendar.one.cancelTitle')}
          text={t('calendar.one.cancelText', { date: said })}
          confirm={t('calendar.one.cancel')}
          cancel={t('calendar.form.cancel')}
          onConfirm={() => {
            setAsked(null);
            change(null);
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </Row>
  );
}
