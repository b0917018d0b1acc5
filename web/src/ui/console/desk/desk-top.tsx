import { LockOpen, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AttendanceSign } from '../../../features/attendance/attendance-sign.tsx';
import { useEnding } from '../../../features/ending/use-ending.ts';
import { PresenceSign } from '../../../features/plan/presence-sign.tsx';
import { ExtendButton, ReservedPill, ReservedVoice } from '../../../features/reserved/reserved-notice.tsx';
import { useReservedPhase } from '../../../features/reserved/use-reserved.ts';
import { useLeft } from '../../hooks/use-left.ts';
import { useLongCutOff } from '../../hooks/use-long-cut-off.ts';
import { MeetingTitle } from '../../page/meeting-title.tsx';
import { Alert } from '../../standing/alert.tsx';
import { SignBoundary } from '../../standing/broken.tsx';
import { clock } from '../../text/clock.ts';
import type { DeskProps } from '../console-parts.tsx';
import { DeskNotices } from './desk-notices.tsx';
import styles from './desk-top.module.css';

/** Which meeting it is and how it stands. What is to be said lies over it for a while, and moves nothing. */
export function DeskTop({ desk }: DeskProps) {
  const { t } = useTranslation();
  const { room, participants, lobby, noisy, connection, isChairing } = desk;
  const observers = participants.filter(({ role }) => role === 'observer').length;
  const isLost = connection === 'reconnecting';
  const phase = useReservedPhase(room.reserved);
  const isLong = useLongCutOff(isLost);
  return (
    <header className={styles.top}>
      <div className={styles.about}>
        <MeetingTitle
          name={room.name}
          page={`${t('console.pageTitle')} · ${room.name}`}
          waiting={lobby.length}
          className={styles.title}
        />
        <div className={styles.pills}>
          {room.plan.length === 0 && (
            <span className={styles.pill}>
              <Users size={16} aria-hidden />
              {t('table.count', { count: participants.length - observers })}
            </span>
          )}
          <SignBoundary next={participants}>
            <PresenceSign room={room} participants={participants} isChairing={isChairing} className={styles.pill} />
          </SignBoundary>
          {observers > 0 && <span className={styles.pill}>{t('console.observers', { count: observers })}</span>}
          <AttendanceSign days={room.attendanceDays} className={styles.pill} />
          {room.reserved !== null && (
            <span className={styles.pill}>
              <ReservedPill reserved={room.reserved} />
            </span>
          )}
        </div>
        <div className={styles.words} role="status">
          {isLost && <Alert look="warn">{t(isLong ? 'cutOff.atConsole' : 'console.reconnecting')}</Alert>}
          {!isLost && !isChairing && <Alert look="info">{t('console.notChairing')}</Alert>}
        </div>
        <SignBoundary>
          <DeskNotices noisy={noisy} className={styles.words} />
        </SignBoundary>
      </div>
      {/* Its place is kept, so that nothing else is there when the countdown begins. */}
      <div className={styles.closing}>
        {room.restartsAt !== null && !isLost && (
          <SignBoundary next={room.restartsAt}>
            <Restart restartsAt={room.restartsAt} />
          </SignBoundary>
        )}
        {room.closesAt !== null && (
          <SignBoundary next={room.closesAt}>
            <Closing closesAt={room.closesAt} forNext={room.closesForNext} />
          </SignBoundary>
        )}
        {room.reserved !== null && room.closesAt === null && (
          <SignBoundary next={room.reserved}>
            <ReservedVoice reserved={room.reserved} />
            {phase === 'soon' && isChairing && <ExtendButton reserved={room.reserved} className={styles.extend} />}
          </SignBoundary>
        )}
      </div>
    </header>
  );
}

/** After it the desk is connected by a new code. */
function Restart({ restartsAt }: { readonly restartsAt: number }) {
  const { t } = useTranslation();
  return (
    <span className={styles.restart} role="timer">
      {t('restart.pill', { time: clock(useLeft(restartsAt)) })}
    </span>
  );
}

/** The countdown, and the way to stop it. */
function Closing({ closesAt, forNext }: { readonly closesAt: number; readonly forNext: boolean }) {
  const { t } = useTranslation();
  const { keepOpen } = useEnding();
  return (
    <>
      <span className={styles.countdown} role="timer">
        {t(forNext ? 'console.closesForNext' : 'console.closes', { time: clock(useLeft(closesAt)) })}
      </span>
      {!forNext && (
        <button type="button" className={styles.keepOpen} onClick={keepOpen}>
          <LockOpen size={20} aria-hidden />
          {t('closing.keepOpen')}
        </button>
      )}
    </>
  );
}
