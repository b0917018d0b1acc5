import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../../src/protocol/index.ts';
import { sends } from '../../../call/media/sends.ts';
import { cx } from '../../layout/cx.ts';
import { CardMenu } from './card-menu.tsx';
import styles from './seat-card.module.css';
import { SeatSigns, signsOf } from './seat-signs.tsx';
import { SeatSwitch } from './seat-switch.tsx';

interface SeatCardProps {
  readonly participant: ParticipantView;
  readonly room: RoomView;
  readonly isSpeaking: boolean;
  /** Their microphone is in the way of others. */
  readonly isNoisy: boolean;
}

/** One person with what the chair may do about them. Of the same size whatever happens to them. */
export function SeatCard({ participant, room, isSpeaking, isNoisy }: SeatCardProps) {
  const { t } = useTranslation();
  const { id } = participant;
  const speaks = isSpeaking && sends(participant, 'microphone');
  const signs = signsOf(t, participant, { room, speaks, isNoisy });
  return (
    <li className={cx(styles.card, speaks && styles.speaking)} data-participant-id={id} data-speaking={speaks}>
      <CardMenu participant={participant} room={room} signs={signs} />
      <SeatSigns signs={signs} />
      <div className={styles.switches}>
        <SeatSwitch source="microphone" participant={participant} room={room} />
        <SeatSwitch source="camera" participant={participant} room={room} />
      </div>
    </li>
  );
}
