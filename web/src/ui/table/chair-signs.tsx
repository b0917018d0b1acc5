import { Hand, LayoutGrid, MicOff, VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { useForAll } from '../../features/floor/use-for-all.ts';
import { useView } from '../../features/stage/view/use-view.tsx';
import { useMeeting } from '../meeting.tsx';
import styles from './chair-signs.module.css';

interface ChairSignsProps {
  readonly table: TableState;
  /** Not while the open panel shows them already. */
  readonly withHands: boolean;
}

/**
 * What waits for the chair, and what the chair has ruled for all, as long as it is so, whether or not a panel is open: a
 * word, and the next step beside it.
 */
export function ChairSigns({ table, withHands }: ChairSignsProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const forAll = useForAll();
  const { isLeading } = useView();
  const { room, self } = table;
  const { hands, restricted } = room;
  if (!self.isChairing) return null;
  return (
    <div className={styles.signs}>
      {withHands && hands.length > 0 && (
        <ChairSign
          sign="hands"
          icon={<Hand size={18} aria-hidden />}
          text={t('hands.count', { count: hands.length })}
          action={t('hands.nextShort')}
          name={t('hands.next')}
          onPress={() => void meeting.act('floor:next', {})}
        />
      )}
      {isLeading && (
        <ChairSign
          sign="view-led"
          icon={<LayoutGrid size={18} aria-hidden />}
          text={t('led.leading')}
          action={t('led.stop')}
          name={t('led.stopLong')}
          onPress={() => void meeting.act('view:lead', { view: null })}
        />
      )}
      {restricted.microphone && (
        <ChairSign
          sign="microphones-locked"
          icon={<MicOff size={18} aria-hidden />}
          text={t('forAll.microphonesLocked')}
          action={t('forAll.unlock')}
          name={t('forAll.unlockMicrophones')}
          onPress={() => void forAll.restrict('microphone', false)}
        />
      )}
      {restricted.camera && (
        <ChairSign
          sign="cameras-locked"
          icon={<VideoOff size={18} aria-hidden />}
          text={t('forAll.camerasLocked')}
          action={t('forAll.unlock')}
          name={t('forAll.unlockCameras')}
          onPress={() => void forAll.restrict('camera', false)}
        />
      )}
    </div>
  );
}

interface ChairSignProps {
  readonly sign: string;
  readonly icon: ReactNode;
  readonly text: string;
  /** What is written on its button; the sign before it says of what. */
  readonly action: string;
  /** The button's name by itself, beginning with what is written on it or holding it. */
  readonly name: string;
  readonly onPress: () => void;
}

function ChairSign({ sign, icon, text, action, name, onPress }: ChairSignProps) {
  return (
    <span className={styles.sign} data-chair-sign={sign}>
      {icon}
      <span>{text}</span>
      <button type="button" aria-label={name} onClick={onPress}>
        {action}
      </button>
    </span>
  );
}
