import { RotateCw, Timer } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { useLeft } from '../../ui/hooks/use-left.ts';
import { NoticeBox } from '../../ui/notices/notice-box.tsx';
import { announce } from '../../ui/standing/announcer.tsx';
import { clock } from '../../ui/text/clock.ts';
import { useEnding } from './use-ending.ts';

interface ClosingProps {
  readonly closesAt: number;
}

/** The meeting ends by itself, and everyone sees when. */
export function ClosingNotice({
  closesAt,
  forNext,
  chairing,
}: ClosingProps & { readonly forNext: boolean; readonly chairing: boolean }) {
  const { t } = useTranslation();
  const { keepOpen } = useEnding();
  return (
    <NoticeBox
      name="closing"
      look="warn"
      icon={<Timer size={22} aria-hidden />}
      action={
        chairing &&
        !forNext && (
          <Button size="small" onClick={keepOpen}>
            {t('closing.keepOpen')}
          </Button>
        )
      }
    >
      <p role="timer" aria-live="off">
        {t(forNext ? 'closing.forNext' : 'closing.banner', { time: clock(useLeft(closesAt)) })}
      </p>
    </NoticeBox>
  );
}

export function ClosingPill({ closesAt }: ClosingProps) {
  const { t } = useTranslation();
  return (
    <>
      <Timer size={16} aria-hidden />
      {t('closing.pill', { time: clock(useLeft(closesAt)) })}
    </>
  );
}

interface RestartProps {
  readonly restartsAt: number;
}

/** The server goes away for a moment; nobody has to do anything. */
export function RestartNotice({ restartsAt }: RestartProps) {
  const { t } = useTranslation();
  return (
    <NoticeBox name="restart" look="info" icon={<RotateCw size={22} aria-hidden />}>
      <p role="timer" aria-live="off">
        {t('restart.banner', { time: clock(useLeft(restartsAt)) })}
      </p>
    </NoticeBox>
  );
}

export function RestartPill({ restartsAt }: RestartProps) {
  const { t } = useTranslation();
  return (
    <>
      <RotateCw size={16} aria-hidden />
      {t('restart.pill', { time: clock(useLeft(restartsAt)) })}
    </>
  );
}

/** Seconds before the end at which it is said aloud; a number that ticks is not. */
const SAID_AT: readonly number[] = [60, 10];

interface CountdownVoiceProps {
  readonly until: number;
  readonly text: 'closing.banner' | 'closing.forNext' | 'restart.banner';
}

export function CountdownVoice({ until, text }: CountdownVoiceProps) {
  const { t } = useTranslation();
  const seconds = useLeft(until) / 1_000;
  useEffect(() => {
    if (SAID_AT.includes(seconds)) announce(t(text, { time: t('duration.seconds', { count: seconds }) }));
  }, [seconds, text, t]);
  return null;
}
