import { Lock, Timer, Users } from 'lucide-react';
import { useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { placesOf } from '../../call/seat-order.ts';
import { AttendanceSign } from '../attendance/attendance-sign.tsx';
import { Alert } from '../common/alert.tsx';
import { clock } from '../common/clock.ts';
import { useNow } from '../common/use-now.ts';
import { usePlace } from '../common/use-place.ts';
import { PresenceSign } from '../plan/presence-sign.tsx';
import { useWakeLock } from '../table/use-wake-lock.ts';
import type { DeskProps } from './console-parts.tsx';
import styles from './desk.module.css';
import { DeskNotices } from './desk-notices.tsx';
import { EmptyCard } from './empty-card.tsx';
import { Hands } from './hands.tsx';
import { RoomBar } from './room-bar.tsx';
import { SeatCard } from './seat-card.tsx';
import { WaitingList } from './waiting-list.tsx';

/** So many have room for larger cards. */
const FEW_SEATS = 9;
/** Above this smaller ones, so that nobody is out of sight. */
const MANY_SEATS = 16;

/** The meeting from the chair's side: everyone with their switches, who waits, whose hand is up. */
export function Desk({ desk }: DeskProps) {
  const { t, i18n } = useTranslation();
  const { room, participants, lobby, connection, isChairing, speaking } = desk;
  const places = useMemo(() => placesOf(room.plan, participants), [room.plan, participants]);
  const observers = participants.filter(({ role }) => role === 'observer').length;
  const waiting = lobby.length > 0 ? `(${lobby.length}) ` : '';
  const heading = usePlace<HTMLHeadingElement>(`${waiting}${t('console.pageTitle')} · ${room.name}`);
  useWakeLock();
  const isLost = connection === 'reconnecting';

  return (
    <I18nProvider locale={i18n.language}>
      {/* Nothing can be pressed while nothing would happen; the line above says why. */}
      <fieldset className={styles.desk} disabled={isLost || !isChairing} aria-label={t('console.title')}>
        <header className={styles.top}>
          <h1 ref={heading} tabIndex={-1} className={styles.title} title={room.name} dir="auto">
            {room.name}
          </h1>
          <span className={styles.pill}>
            <Users size={16} aria-hidden />
            {t('console.count', { count: participants.length - observers })}
            {observers > 0 && ` · ${t('console.observers', { count: observers })}`}
          </span>
          <PresenceSign room={room} participants={participants} isChairing={isChairing} className={styles.pill} />
          <AttendanceSign days={room.attendanceDays} className={styles.pill} />
          {room.locked && (
            <span className={styles.pill}>
              <Lock size={16} aria-hidden />
              {t('console.locked')}
            </span>
          )}
          {room.closesAt !== null && <Closing closesAt={room.closesAt} />}
        </header>
        <div className={styles.words} role="status">
          {isLost && <Alert look="warn">{t('console.reconnecting')}</Alert>}
          {!isLost && !isChairing && <Alert look="info">{t('console.notChairing')}</Alert>}
        </div>
        <aside className={styles.side} aria-label={`${t('console.lobby')}, ${t('console.hands')}`}>
          {/* Who waits is told to those who chair alone: an empty list would say that nobody does. */}
          {isChairing && <WaitingList lobby={lobby} />}
          <Hands desk={desk} />
        </aside>
        <main className={styles.seats} aria-label={t('console.seats')}>
          {places.length === 0 && <p className={styles.nobody}>{t('console.nobody')}</p>}
          <ul
            className={styles.cards}
            data-seats={places.length <= FEW_SEATS ? 'few' : places.length > MANY_SEATS ? 'many' : 'some'}
          >
            {places.map((place) =>
              place.kind === 'empty' ? (
                <EmptyCard key={place.id} seat={place.seat} roomId={room.id} />
              ) : (
                <SeatCard
                  key={place.id}
                  participant={place.participant}
                  room={room}
                  isSpeaking={speaking.ids.has(place.id)}
                />
              ),
            )}
          </ul>
        </main>
        <RoomBar room={room} />
        <DeskNotices />
      </fieldset>
    </I18nProvider>
  );
}

function Closing({ closesAt }: { readonly closesAt: number }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <span className={`${styles.pill} ${styles.closing}`} role="timer">
      <Timer size={16} aria-hidden />
      {t('console.closes', { time: clock(closesAt - now) })}
    </span>
  );
}
