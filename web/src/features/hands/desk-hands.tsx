import { Speech } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../src/protocol/index.ts';
import { DeskList } from '../../ui/layout/desk-list.tsx';
import { FittedName, FittedSentence } from '../../ui/text/fitted-name.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import styles from './desk-hands.module.css';
import { GiveFloor, QueueButtons, TakeFloor } from './floor-buttons.tsx';
import { handsOf } from './hands-of.ts';

interface DeskHandsProps {
  readonly room: Pick<RoomView, 'hands'>;
  readonly participants: readonly ParticipantView[];
}

/** Who asks for the floor, in order, and who has it, each in a place that is kept for it. */
export function DeskHands(props: DeskHandsProps) {
  const { t } = useTranslation();
  const { hands, speakers } = handsOf(props);
  return (
    <DeskList
      as="ol"
      title={t('hands.title')}
      ids={hands.map(({ id }) => id)}
      buttons={<QueueButtons isEmpty={hands.length === 0} />}
      above={<Speaker speakers={speakers} />}
      empty={t('console.handsEmpty')}
    >
      {hands.map((one, index) => (
        <li key={one.id} className={styles.hand}>
          <b>
            <FittedName before={`${index + 1}.`} name={one.displayName} twin={one.mark?.twin} />
          </b>
          <GiveFloor person={one} />
        </li>
      ))}
    </DeskList>
  );
}

function Speaker({ speakers: [speaker, ...others] }: { readonly speakers: readonly ParticipantView[] }) {
  const { t } = useTranslation();
  const sayWhoSpeaks = (keep: (name: string) => string) =>
    [
      speaker === undefined ? t('hands.nobodySpeaks') : t('hands.speaks', { name: nameText(t, speaker, keep) }),
      others.length > 0 && t('hands.othersSpeak', { count: others.length }),
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <div className={styles.floor} data-floor={speaker !== undefined}>
      <Speech size={20} aria-hidden />
      <p>
        <FittedSentence say={sayWhoSpeaks} />
      </p>
      {speaker && <TakeFloor person={speaker} />}
    </div>
  );
}
