import { useTranslation } from 'react-i18next';
import { type ReservationProblem, reservationProblemSchema } from '../../../../../src/protocol/api/reservations.ts';
import type { TimeWindow } from '../../../../../src/protocol/reservations/series.ts';
import type { Failure } from '../../../session/signaling.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { useAdminFailure } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { problemOf } from '../../server/server.ts';
import { useMoments } from '../use-moments.ts';

/** Of more dates that cannot be had the number is said. */
const NAMED_DATES = 3;

interface RefusedProps {
  readonly failure: Failure | null;
  /** Of the times that were asked for. */
  readonly zone: string;
  readonly onTake: (window: TimeWindow) => void;
}

/** Why a time cannot be had, and which can. */
export function Refused({ failure, zone, onTake }: RefusedProps) {
  const { t } = useTranslation();
  const moments = useMoments();
  const problem = failure && reservationProblemSchema.safeParse(problemOf(failure)).data;
  const words = useAdminFailure();
  const said = () => {
    if (failure === null) return null;
    if (failure.code === 'SERIES_INVALID') return t('calendar.form.invalid');
    return problem ? <Taken problem={problem} /> : words(failure);
  };
  /** What has the press goes with it: whoever takes a time is led to where it stands now. */
  const take = (window: TimeWindow, within: HTMLFormElement | null) => {
    onTake(window);
    const day = within?.elements.namedItem('day');
    if (day instanceof HTMLElement) day.focus();
  };
  return (
    <>
      {/* Always there: what appears in a new region is not read. */}
      <div role="alert" className={form.said}>
        {failure !== null && <Alert look="danger">{said()}</Alert>}
      </div>
      {problem && problem.free.length > 0 && (
        <div className={form.buttons}>
          {problem.free.map((window) => (
            <Button key={window.start} onClick={({ currentTarget }) => take(window, currentTarget.form)}>
              {t('calendar.form.take', { window: moments.window(window, zone) })}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function Taken({ problem: { taken, seatsLeft, free } }: { readonly problem: ReservationProblem }) {
  const { t } = useTranslation();
  const moments = useMoments();
  const named = taken
    .slice(0, NAMED_DATES)
    .map((date) => moments.start(date))
    .join('; ');
  const more = taken.length - NAMED_DATES;
  const dates = more > 0 ? t('calendar.form.takenMore', { dates: named, count: more }) : named;
  return (
    <>
      <p>{seatsLeft === null ? t('calendar.form.takenRoom') : t('calendar.form.takenSeats', { count: seatsLeft })}</p>
      {taken.length > 0 && <p>{t('calendar.form.takenDates', { dates })}</p>}
      <p>{t(free.length > 0 ? 'calendar.form.instead' : 'calendar.form.nothingFree')}</p>
    </>
  );
}
