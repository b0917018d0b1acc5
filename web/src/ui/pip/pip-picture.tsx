import { Monitor } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';
import type { TableState } from '../../call/call-state.ts';
import { useView } from '../../features/stage/view/use-view.tsx';
import { Button } from '../controls/button.tsx';
import { useParts, useSettings } from '../parts.tsx';
import { Face } from '../portrait/face.tsx';
import { WeakVeil, weakOf } from '../stage/tile/weak-veil.tsx';
import { nameText } from '../text/name-text.ts';
import { Sentence } from '../text/sentence.tsx';
import { Video } from '../video/video.tsx';
import styles from './pip.module.css';
import type { PipSubject } from './pip-subject.ts';

interface PipPictureProps {
  readonly subject: PipSubject;
  readonly table: TableState;
  readonly window: Window;
}

/** The one picture that there is room for, as large as the window. */
export function PipPicture({ subject, table, window }: PipPictureProps) {
  const { t } = useTranslation();
  const { seat } = useParts().call;
  const { soundOnly } = useSettings();
  const { shown } = useView();
  const [isWished, setWished] = useState(false);
  const isShown = !soundOnly || (subject.is === 'screen' && isWished);
  const sentId = producerOf(subject);
  const producerId = isShown ? sentId : null;
  const { width, height } = useWindowSize(window);
  useEffect(() => {
    if (producerId === null) return;
    seat.show(producerId, { width: width * devicePixelRatio, height: height * devicePixelRatio });
  }, [seat, producerId, width, height]);
  useEffect(() => {
    if (producerId === null) return;
    return () => seat.hide(producerId);
  }, [seat, producerId]);
  if (subject.is === 'nobody') return <p className={styles.picture}>{t('table.alone')}</p>;
  const remote = producerId === null ? undefined : table.tracks.get(producerId);
  const isResting = producerId !== null && table.resting.has(producerId);
  const track = isResting ? undefined : remote?.track;
  const named = subject.is === 'screen' ? subject.screen : subject.participant;
  return (
    <div className={styles.picture}>
      {subject.is === 'person' && (
        <Face of={subject.participant} className={styles.face} isCovered={track !== undefined} />
      )}
      {track && (
        <Video
          key={producerId}
          track={track}
          source={subject.is === 'screen' ? 'screen' : 'camera'}
          fit={subject.is === 'screen' ? 'whole' : shown.fit}
        />
      )}
      {subject.is === 'screen' && !isShown && (
        <Button size="small" icon={<Monitor size={18} aria-hidden />} onClick={() => setWished(true)}>
          {t('soundOnly.showScreen')}
        </Button>
      )}
      {subject.is === 'person' && !soundOnly && (
        <Missing
          participant={subject.participant}
          isMissing={producerId !== null && remote?.layer === null}
          isResting={isResting}
        />
      )}
      <span className={styles.name}>
        <Sentence
          say={(keep) => {
            const name = nameText(t, named, keep);
            return subject.is === 'screen' ? t('table.screenOf', { name }) : name;
          }}
        />
      </span>
    </div>
  );
}

interface MissingProps {
  readonly participant: ParticipantView;
  readonly isMissing: boolean;
  readonly isResting: boolean;
}

/** Why there is no picture, in words. */
function Missing({ participant, isMissing, isResting }: MissingProps) {
  const { t } = useTranslation();
  if (!isReached(participant)) return <p className={styles.cutOff}>{t('table.personCutOff')}</p>;
  const weak = weakOf(participant, { isSelf: false, isMissing, isResting });
  return weak && <WeakVeil weak={weak} participant={participant} small />;
}

function producerOf(subject: PipSubject): string | null {
  if (subject.is === 'nobody') return null;
  if (subject.is === 'screen') return subject.screen.producerId;
  return subject.participant.producers.find(({ source, paused }) => source === 'camera' && !paused)?.id ?? null;
}

function useWindowSize(window: Window): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });
  useEffect(() => {
    const measure = () => setSize({ width: window.innerWidth, height: window.innerHeight });
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [window]);
  return size;
}
