import type { TFunction } from 'i18next';
import {
  AudioLines,
  CircleAlert,
  Crown,
  Hand,
  HandGrab,
  type LucideIcon,
  MonitorUp,
  PhoneOff,
  Speech,
  Star,
  TriangleAlert,
  Volume2,
  WifiOff,
} from 'lucide-react';
import type { ParticipantView, RoomView } from '../../../../../src/protocol/index.ts';
import { isReached } from '../../../../../src/protocol/meeting/quorum.ts';
import { interruptionOf, sends } from '../../../call/media/sends.ts';
import { cx } from '../../layout/cx.ts';
import styles from './seat-card.module.css';

export interface SeatSign {
  readonly key: string;
  readonly Icon: LucideIcon;
  readonly text: string;
  /** It waits for the chair, or is the chair's doing. */
  readonly isStrong?: boolean;
}

/** What is to be known of somebody, what matters most to the chair first. */
export function signsOf(
  t: TFunction,
  participant: ParticipantView,
  { room, speaks, isNoisy }: { readonly room: RoomView; readonly speaks: boolean; readonly isNoisy: boolean },
): readonly SeatSign[] {
  const { id, hasFloor, isChairing, mark, upload } = participant;
  const place = room.hands.indexOf(id) + 1;
  const interrupted = interruptionOf(participant);
  const signs: (SeatSign | false)[] = [
    mark?.claims != null && { key: 'claim', Icon: CircleAlert, text: t(`mark.${mark.claims}`), isStrong: true },
    !isReached(participant) && { key: 'away', Icon: WifiOff, text: t('people.cutOff') },
    interrupted !== null && { key: 'interrupted', Icon: PhoneOff, text: t(`interrupted.${interrupted}`) },
    isNoisy && { key: 'noisy', Icon: AudioLines, text: t('people.noisy'), isStrong: true },
    upload !== 'good' && {
      key: 'weak',
      Icon: upload === 'held' ? WifiOff : TriangleAlert,
      text: t(`clinic.upload-${upload}`),
    },
    place > 0 && { key: 'hand', Icon: Hand, text: t('console.card.hand', { place }), isStrong: true },
    room.signing.includes(id) && { key: 'signing', Icon: HandGrab, text: t('signing.sign'), isStrong: true },
    hasFloor && { key: 'floor', Icon: Speech, text: t('people.hasFloor'), isStrong: true },
    isChairing && { key: 'chairing', Icon: Crown, text: t('console.card.chairing') },
    sends(participant, 'screen') && { key: 'shares', Icon: MonitorUp, text: t('people.sharing') },
    room.spotlight === id && { key: 'spotlight', Icon: Star, text: t('pin.spotlit') },
    // Last: it comes and goes with every word, and the frame tells it too.
    speaks && { key: 'speaks', Icon: Volume2, text: t('table.speaking') },
  ];
  return signs.filter((sign) => sign !== false);
}

/** One line, of one height whatever there is to say: the first in words, the others as signs that the menu explains. */
export function SeatSigns({ signs }: { readonly signs: readonly SeatSign[] }) {
  return (
    <p className={styles.signs}>
      {signs.map(({ key, Icon, text, isStrong }) => (
        <span key={key} className={cx(styles.sign, isStrong && styles.strong)} data-sign={key}>
          <Icon size={16} aria-hidden />
          <span className={styles.word}>{text}</span>
        </span>
      ))}
    </p>
  );
}
