import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteTrack } from '../../call/media/ports.ts';
import { useParts } from '../parts.tsx';
import { Face } from '../portrait/face.tsx';
import { nameText } from '../text/name-text.ts';
import { Sentence } from '../text/sentence.tsx';
import { Video } from '../video/video.tsx';
import styles from './pip.module.css';
import type { PipSubject } from './pip-subject.ts';

interface PipPictureProps {
  readonly subject: PipSubject;
  readonly tracks: ReadonlyMap<string, RemoteTrack>;
  readonly window: Window;
}

/** The one picture that there is room for, as large as the window. */
export function PipPicture({ subject, tracks, window }: PipPictureProps) {
  const { t } = useTranslation();
  const { seat } = useParts().call;
  const producerId = producerOf(subject);
  const { width, height } = useWindowSize(window);
  useEffect(() => {
    if (producerId === null) return;
    seat.show(producerId, { width: width * devicePixelRatio, height: height * devicePixelRatio });
  }, [seat, producerId, width, height]);
  useEffect(() => {
    if (producerId === null) return;
    return () => seat.hide(producerId);
  }, [seat, producerId]);
  const track = producerId === null ? undefined : tracks.get(producerId)?.track;
  if (subject.is === 'nobody') return <p className={styles.picture}>{t('table.alone')}</p>;
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
          fit={subject.is === 'screen' ? 'whole' : 'fill'}
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
