import { useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { DeskHands } from '../../../features/hands/desk-hands.tsx';
import { DeskLobby } from '../../../features/lobby/chair/desk-lobby.tsx';
import { placesOf } from '../../../features/plan/seat-order.ts';
import { DeskPolls } from '../../../features/polls/chair/desk-polls.tsx';
import { useWakeLock } from '../../hooks/use-wake-lock.ts';
import { ScrollArea } from '../../layout/scroll-area.tsx';
import { PartBoundary, SignBoundary } from '../../standing/broken.tsx';
import type { DeskProps } from '../console-parts.tsx';
import { EmptyCard } from '../seats/empty-card.tsx';
import { SeatCard } from '../seats/seat-card.tsx';
import { useCardSize } from '../seats/use-card-size.ts';
import styles from './desk.module.css';
import { DeskTop } from './desk-top.tsx';
import { RoomBar } from './room-bar.tsx';

/**
 * The meeting from the chair's side: everyone with their switches, who waits, whose hand is up. Each part has its place
 * and keeps it, since a thumb is on its way while things happen.
 */
export function Desk({ desk }: DeskProps) {
  const { t, i18n } = useTranslation();
  const { room, participants, lobby, noisy, polls, connection, isChairing, speaking } = desk;
  const places = useMemo(() => placesOf(room.plan, participants), [room.plan, participants]);
  const size = useCardSize(places.length);
  const [withPolls, setWithPolls] = useState(false);
  useWakeLock();
  const isLost = connection === 'reconnecting';

  return (
    <I18nProvider locale={i18n.language}>
      <div className={styles.room}>
        {/* Nothing can be pressed while nothing would happen; the line above says why. */}
        <fieldset className={styles.desk} disabled={isLost || !isChairing} aria-label={t('console.title')}>
          <PartBoundary className={styles.top}>
            <DeskTop desk={desk} />
          </PartBoundary>
          <aside className={styles.side} aria-label={`${t('people.lobby')}, ${t('hands.title')}`}>
            {/* Who waits is told to those who chair alone: an empty list would say that nobody does. */}
            {isChairing ? (
              <PartBoundary>
                <DeskLobby lobby={lobby} />
              </PartBoundary>
            ) : (
              <div />
            )}
            <PartBoundary>
              <DeskHands room={room} participants={participants} />
            </PartBoundary>
          </aside>
          <main className={styles.seats} aria-label={t('console.seats')}>
            <ScrollArea>
              {places.length === 0 && <p className={styles.nobody}>{t('console.nobody')}</p>}
              <ul className={styles.cards} data-seats={size}>
                {places.map((place) => (
                  <SignBoundary
                    key={place.id}
                    next={place.kind === 'empty' ? place.seat : place.participant}
                    wrap={(sign) => <li className={styles.broken}>{sign}</li>}
                  >
                    {place.kind === 'empty' ? (
                      <EmptyCard seat={place.seat} roomId={room.id} />
                    ) : (
                      <SeatCard
                        participant={place.participant}
                        room={room}
                        isSpeaking={speaking.ids.has(place.id)}
                        isNoisy={noisy.includes(place.id)}
                      />
                    )}
                  </SignBoundary>
                ))}
              </ul>
            </ScrollArea>
          </main>
          <PartBoundary className={styles.bar}>
            <RoomBar desk={desk} onPolls={() => setWithPolls(true)} />
          </PartBoundary>
        </fieldset>
      </div>
      {withPolls && (
        <PartBoundary onClose={() => setWithPolls(false)}>
          <DeskPolls
            polls={polls}
            participants={participants}
            isChairing={isChairing}
            onClose={() => setWithPolls(false)}
          />
        </PartBoundary>
      )}
    </I18nProvider>
  );
}
