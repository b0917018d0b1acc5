import { CalendarPlus, ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { AdminPage } from '../parts/admin-page.tsx';
import { Answered } from '../parts/answers/answered.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { paths } from '../router/places.ts';
import { reservationsApi } from '../server/reservations-api.ts';
import type { Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';
import styles from './calendar-page.module.css';
import { DateList } from './dates/date-list.tsx';
import { Week } from './dates/week.tsx';
import { addDays, dayOf, isDay, weekNumberOf, weekOf } from './days.ts';
import { useDayWords } from './times/use-day-words.ts';
import { hereZone, zoneText } from './times/zone-field.tsx';

const VIEWS = ['week', 'list'] as const;
type View = (typeof VIEWS)[number];
/** As the address has it. */
const AS: Readonly<Record<View, string>> = { week: 'woche', list: 'liste' };
/** So many days are shown, and gone on by. */
const DAYS: Readonly<Record<View, number>> = { week: 7, list: 56 };
/** Others reserve meanwhile. */
const LOOK_AGAIN_MS = 60_000;

/** What is reserved, by week or as a list. */
export function CalendarPage() {
  const { t } = useTranslation();
  const { router } = useAdmin();
  const words = useDayWords();
  const zone = hereZone();
  const today = dayOf(Date.now(), zone);
  const [view, setView] = useState<View>(() => VIEWS.find((each) => AS[each] === router.query.get('als')) ?? 'week');
  const [day, setDay] = useState(() => {
    const asked = router.query.get('tag') ?? '';
    return isDay(asked) ? asked : today;
  });
  const first = weekOf(day)[0] ?? day;
  const days = DAYS[view];
  const ask = useCallback(
    (server: Server, signal: AbortSignal) =>
      reservationsApi(server).calendar(midnightOf(first), midnightOf(addDays(first, days)), signal),
    [first, days],
  );
  const { answer, again } = useAnswer(ask, { everyMs: LOOK_AGAIN_MS });
  const show = (next: { view?: View; day?: string }) => {
    const shown = { view, day, ...next };
    setView(shown.view);
    setDay(shown.day);
    router.replace(`${paths.calendar}?${new URLSearchParams({ als: AS[shown.view], tag: shown.day })}`);
  };
  const last = addDays(first, days - 1);
  return (
    <AdminPage
      title={t('calendar.title')}
      lead={t('calendar.lead')}
      width="wide"
      action={
        <LinkButton to={paths.newReservation()} look="primary" icon={<CalendarPlus size={20} aria-hidden />}>
          {t('calendar.new')}
        </LinkButton>
      }
    >
      <div className={styles.bar}>
        <div className={styles.step}>
          <Button
            size="small"
            aria-label={t(view === 'week' ? 'calendar.before' : 'calendar.earlier')}
            icon={<ChevronLeft size={20} aria-hidden />}
            onClick={() => show({ day: addDays(first, -days) })}
          />
          <Button size="small" onClick={() => show({ day: today })}>
            {t('calendar.today')}
          </Button>
          <Button
            size="small"
            aria-label={t(view === 'week' ? 'calendar.after' : 'calendar.later')}
            icon={<ChevronRight size={20} aria-hidden />}
            onClick={() => show({ day: addDays(first, days) })}
          />
          <p className={styles.span} aria-live="polite">
            {view === 'week' && <span>{t('calendar.weekIs', { week: weekNumberOf(first) })} · </span>}
            {words.days(first, last)}
          </p>
        </div>
        <RadioChoice
          legend={t('calendar.view')}
          hideLegend
          look="row"
          options={[
            { value: 'week', label: t('calendar.asWeek') },
            { value: 'list', label: t('calendar.asList') },
          ]}
          value={view}
          onChange={(chosen) => show({ view: chosen })}
        />
      </div>
      <Answered answer={answer} again={again}>
        {(dates) =>
          view === 'week' ? (
            <Week days={weekOf(first)} today={today} dates={dates} zone={zone} />
          ) : (
            <DateList dates={dates} zone={zone} />
          )
        }
      </Answered>
      <p className={styles.zone}>{t('calendar.inZone', { zone: zoneText(zone) })}</p>
    </AdminPage>
  );
}

/** Of this device: its days begin then. */
function midnightOf(day: string): number {
  return new Date(`${day}T00:00`).getTime();
}
