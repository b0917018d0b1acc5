import {
  ClipboardPen,
  MessageSquareText,
  Mic,
  RotateCw,
  ShieldCheck,
  Timer,
  TriangleAlert,
  VolumeX,
} from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type FloorSwitches, NO_SWITCHES } from '../../../../src/protocol/roles.ts';
import type { LinkHealth } from '../../call/ports.ts';
import { checkPath } from '../../features/check/check-path.ts';
import { Button } from '../controls/button.tsx';
import { useLeft } from '../hooks/use-left.ts';
import { useLongCutOff } from '../hooks/use-long-cut-off.ts';
import { NoticeBox } from '../notices/notice-box.tsx';
import { useLocalSources, useParts } from '../parts.tsx';
import { announce, useSaid } from '../standing/announcer.tsx';
import { Spinner } from '../standing/spinner.tsx';
import { clock } from '../text/clock.ts';
import { useSound } from './sound.tsx';

/** What a connection's trouble is called. */
export type Trouble = Exclude<LinkHealth, 'idle' | 'connected'> | 'reconnecting';

/** What is the matter with the connection; the tiles stay as they are. */
export function ConnectionNotice({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTranslation();
  const { roomId, memory, call } = useParts();
  const lost = trouble === 'reconnecting';
  const isLong = useLongCutOff(lost);
  useEffect(() => {
    // Whoever leaves after that is asked whether they want to know why.
    if (trouble !== 'connecting') memory.wasDisturbed = true;
  }, [trouble, memory]);
  // That it is lost, and back, is said by a notice of its own.
  useSaid(isLong ? t('cutOff.title') : lost ? null : t(`table.${trouble}`));
  return (
    <NoticeBox
      name="connection"
      look="warn"
      icon={<Spinner />}
      action={
        isLong && (
          <Button size="small" onClick={() => call.tryAgain()}>
            {t('cutOff.tryAgain')}
          </Button>
        )
      }
    >
      <p>{isLong ? t('cutOff.title') : t(`table.${trouble}`)}</p>
      {lost && <small>{t(isLong ? 'cutOff.atTable' : 'table.reconnectingHint')}</small>}
      {(trouble === 'blocked' || isLong) && (
        <a href={checkPath(roomId)} target="_blank" rel="noreferrer">
          {t('table.check')}
        </a>
      )}
    </NoticeBox>
  );
}

/** The browser holds the sound back until something is pressed. */
export function SoundNotice() {
  const { t } = useTranslation();
  const { play } = useSound();
  useSaid(t('table.soundBlocked'), 'assertive');
  return (
    <NoticeBox
      name="sound"
      look="warn"
      icon={<TriangleAlert size={22} aria-hidden />}
      action={
        <Button look="primary" size="small" icon={<VolumeX size={20} aria-hidden />} onClick={play}>
          {t('table.enableSound')}
        </Button>
      }
    >
      <p>{t('table.soundBlocked')}</p>
    </NoticeBox>
  );
}

/** One has the floor, for as long as one has it. */
export function FloorNotice() {
  const { t } = useTranslation();
  const { local } = useParts();
  const { microphone } = useLocalSources();
  return (
    <NoticeBox
      name="floor"
      look="accent"
      icon={<MessageSquareText size={24} aria-hidden />}
      action={
        !microphone.wanted && (
          <Button
            look="primary"
            size="small"
            icon={<Mic size={20} aria-hidden />}
            onClick={() => local.setWanted('microphone', true)}
          >
            {t('bar.microphoneOn')}
          </Button>
        )
      }
    >
      <p>{t('floor.yours')}</p>
    </NoticeBox>
  );
}

interface ClosingProps {
  readonly closesAt: number;
}

/** The meeting ends by itself, and everyone sees when. */
export function ClosingNotice({ closesAt, chairing }: ClosingProps & { readonly chairing: boolean }) {
  const { t } = useTranslation();
  const { call } = useParts();
  return (
    <NoticeBox
      name="closing"
      look="warn"
      icon={<Timer size={22} aria-hidden />}
      action={
        chairing && (
          <Button size="small" onClick={() => void call.act('room:keep-open', {})}>
            {t('closing.keepOpen')}
          </Button>
        )
      }
    >
      <p role="timer" aria-live="off">
        {t('closing.banner', { time: clock(useLeft(closesAt)) })}
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
  readonly text: 'closing.banner' | 'restart.banner';
}

export function CountdownVoice({ until, text }: CountdownVoiceProps) {
  const { t } = useTranslation();
  const seconds = useLeft(until) / 1_000;
  useEffect(() => {
    if (SAID_AT.includes(seconds)) announce(t(text, { time: t('duration.seconds', { count: seconds }) }));
  }, [seconds, text, t]);
  return null;
}

/** Once to everyone who enters, and when it is switched on during the meeting. */
export function AttendanceNotice({ days, onClose }: { readonly days: number; readonly onClose: () => void }) {
  const { t } = useTranslation();
  useSaid(t('attendance.noticed', { count: days }));
  return (
    <NoticeBox name="attendance" look="info" icon={<ClipboardPen size={22} aria-hidden />} onClose={onClose}>
      <p>{t('attendance.noticed', { count: days })}</p>
    </NoticeBox>
  );
}

/** As long as the chair may switch one on, one sees it, and takes it back with one press. */
export function ConsentNotice({ consent: { microphone, camera } }: { readonly consent: FloorSwitches }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const what = microphone && camera ? 'both' : microphone ? 'microphone' : 'camera';
  return (
    <NoticeBox
      name="consent"
      look="warn"
      icon={<ShieldCheck size={20} aria-hidden />}
      action={
        <Button size="small" onClick={() => void call.act('consent:set', NO_SWITCHES)}>
          {t('consent.revoke')}
        </Button>
      }
    >
      <p>{t(`consent.given.${what}`)}</p>
    </NoticeBox>
  );
}
