import { CalendarClock } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedReserved } from '../../call/meeting/received.ts';
import { Button } from '../../ui/controls/button.tsx';
import { useNow } from '../../ui/hooks/use-now.ts';
import { NoticeBox } from '../../ui/notices/notice-box.tsx';
import { announce } from '../../ui/standing/announcer.tsx';
import { useTimeOfDay } from '../../ui/text/time.tsx';
import { type ReservedPhase, useExtending, useReservedPhase } from './use-reserved.ts';

interface ReservedProps {
  readonly reserved: ReceivedReserved;
}

interface ReservedNoticeProps extends ReservedProps {
  readonly chairing: boolean;
  readonly onClose: () => void;
}

/** For how long the room is theirs still, and what comes then. */
export function ReservedNotice({ reserved, chairing, onClose }: ReservedNoticeProps) {
  const { first, then } = useReservedWords(reserved);
  return (
    <NoticeBox
      name="reserved"
      look="info"
      icon={<CalendarClock size={22} aria-hidden />}
      action={chairing && <ExtendButton reserved={reserved} />}
      onClose={onClose}
    >
      <p>{first}</p>
      <small>{then}</small>
    </NoticeBox>
  );
}

export function ReservedPill({ reserved }: ReservedProps) {
  return (
    <>
      <CalendarClock size={16} aria-hidden />
      {useReservedSign(reserved)}
    </>
  );
}

/** In a few words. */
export function useReservedSign(reserved: ReceivedReserved): string {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  if (reserved.state === 'over') return t('reserved.overSign');
  return t('reserved.sign', { until: timeOfDay(reserved.endsAt) });
}

/** Absent where there is nothing to be had. */
export function ExtendButton({ reserved, className }: ReservedProps & { readonly className?: string | undefined }) {
  const { t } = useTranslation();
  const extending = useExtending(reserved);
  if (extending === null) return null;
  return (
    <Button size="small" className={className} onClick={extending.extend}>
      {t('reserved.extend', { count: extending.byMinutes })}
    </Button>
  );
}

/** Said once when it is near, and once when it is over. */
export function ReservedVoice({ reserved }: ReservedProps) {
  const phase = useReservedPhase(reserved);
  return phase === 'quiet' ? null : <Said key={phase} reserved={reserved} phase={phase} />;
}

function Said({ reserved, phase }: ReservedProps & { readonly phase: ReservedPhase }) {
  const { first, then } = useReservedWords(reserved);
  // biome-ignore lint/correctness/useExhaustiveDependencies: minutes that run are not said again
  useEffect(() => announce(`${first} ${then}`), [phase]);
  return null;
}

function useReservedWords(reserved: ReceivedReserved): { readonly first: string; readonly then: string } {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const now = useNow(5_000);
  const { nextAt } = reserved;
  const then = nextAt === null ? t('reserved.thenFree') : t('reserved.thenNext', { time: timeOfDay(nextAt) });
  if (reserved.state === 'over') return { first: t('reserved.over'), then };
  const count = Math.max(1, Math.ceil((reserved.endsAt - now) / 60_000));
  return { first: t('reserved.left', { until: timeOfDay(reserved.endsAt), count }), then };
}
