import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Moment, type ServerClock, thisMoment } from '../../call/moments.ts';
import { dayAndZone, timeOfDay } from '../../i18n/region.ts';

const ClockContext = createContext<ServerClock | null>(null);

export function ClockProvider({ clock, children }: { readonly clock: ServerClock; readonly children: ReactNode }) {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

function useClock(): ServerClock {
  const clock = useContext(ClockContext);
  if (clock === null) throw new Error('rendered outside of ClockProvider');
  return clock;
}

/** A moment as the clock says it, to the minute. */
export function useTimeOfDay(): (moment: Moment) => string {
  const clock = useClock();
  const { i18n } = useTranslation();
  return (moment) => timeOfDay(clock.dateOf(moment), i18n.language);
}

/** Which day it is, as people say it; `on`: neither today nor tomorrow, where the reader is. */
export function useDay(): (moment: Moment) => {
  readonly day: 'today' | 'tomorrow' | 'on';
  readonly date: string;
  readonly zone: string;
} {
  const clock = useClock();
  const { i18n } = useTranslation();
  return (moment) => {
    const date = clock.dateOf(moment);
    const tomorrow = clock.dateOf(thisMoment());
    const isToday = date.toDateString() === tomorrow.toDateString();
    tomorrow.setDate(tomorrow.getDate() + 1);
    const day = isToday ? 'today' : date.toDateString() === tomorrow.toDateString() ? 'tomorrow' : 'on';
    return { day, ...dayAndZone(date, i18n.language) };
  };
}

export function Time({ at, className }: { readonly at: Moment; readonly className?: string | undefined }) {
  const clock = useClock();
  const { i18n } = useTranslation();
  const date = clock.dateOf(at);
  return (
    <time dateTime={date.toISOString()} className={className}>
      {timeOfDay(date, i18n.language)}
    </time>
  );
}

/** What the clock says now. */
export function TimeNow({ className }: { readonly className?: string | undefined }) {
  const [now, setNow] = useState(thisMoment);
  useEffect(() => {
    const timer = setInterval(() => setNow(thisMoment()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return <Time at={now} className={className} />;
}
