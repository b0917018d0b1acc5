import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Moment, type ServerClock, thisMoment } from '../../call/moments.ts';
import { timeOfDay } from '../../i18n/region.ts';

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
