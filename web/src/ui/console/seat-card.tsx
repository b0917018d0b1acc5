import { Crown, Hand, MonitorUp, Speech, Star, Volume2, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../src/signaling/protocol/index.ts';
import { isReached } from '../../../../src/signaling/protocol/quorum.ts';
import { cx } from '../common/cx.ts';
import { Claim, Name } from '../common/name.tsx';
import { nameText } from '../common/name-text.ts';
import { CardMenu } from './card-menu.tsx';
import styles from './seat-card.module.css';
import { SeatSwitch } from './seat-switch.tsx';

interface SeatCardProps {
  readonly participant: ParticipantView;
  readonly room: RoomView;
  readonly isSpeaking: boolean;
}

/** One person with what the chair may do about them. */
export function SeatCard({ participant, room, isSpeaking }: SeatCardProps) {
  const { t } = useTranslation();
  const { id, hasFloor, isChairing, producers } = participant;
  const place = room.hands.indexOf(id) + 1;
  const sends = (source: string) => producers.some((producer) => producer.source === source && !producer.paused);
  const speaks = isSpeaking && sends('microphone');
  return (
    <li className={cx(styles.card, speaks && styles.speaking)} data-participant-id={id} data-speaking={speaks}>
      <div className={styles.head}>
        <h2 className={styles.name} title={nameText(t, participant)}>
          <Name of={participant} />
        </h2>
        <CardMenu participant={participant} room={room} />
      </div>
      <p className={styles.signs}>
        <Claim of={participant} />
        {!isReached(participant) && <Sign icon={<WifiOff size={16} aria-hidden />}>{t('console.card.cutOff')}</Sign>}
        {place > 0 && (
          <Sign icon={<Hand size={16} aria-hidden />} strong>
            {t('console.card.hand', { place })}
          </Sign>
        )}
        {hasFloor && (
          <Sign icon={<Speech size={16} aria-hidden />} strong>
            {t('console.card.floor')}
          </Sign>
        )}
        {speaks && <Sign icon={<Volume2 size={16} aria-hidden />}>{t('console.card.speaking')}</Sign>}
        {room.spotlight === id && <Sign icon={<Star size={16} aria-hidden />}>{t('console.card.spotlight')}</Sign>}
        {sends('screen') && <Sign icon={<MonitorUp size={16} aria-hidden />}>{t('console.card.sharing')}</Sign>}
        {isChairing && <Sign icon={<Crown size={16} aria-hidden />}>{t('console.card.chairing')}</Sign>}
      </p>
      <div className={styles.switches}>
        <SeatSwitch source="microphone" participant={participant} room={room} />
        <SeatSwitch source="camera" participant={participant} room={room} />
      </div>
    </li>
  );
}

function Sign({
  icon,
  strong = false,
  children,
}: {
  readonly icon: ReactNode;
  readonly strong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={cx(styles.sign, strong && styles.strong)}>
      {icon}
      {children}
    </span>
  );
}
