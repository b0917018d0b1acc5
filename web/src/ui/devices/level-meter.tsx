import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { watchLevel } from '../../media/devices/level.ts';
import styles from './level-meter.module.css';

const BARS = [0.15, 0.3, 0.45, 0.6, 0.75];
/** Louder than a quiet room. */
const HEARD = 0.3;

/** Shows that the microphone hears, in bars and once in words. */
export function LevelMeter({ track }: { readonly track: MediaStreamTrack }) {
  const { t } = useTranslation();
  const bars = useRef<HTMLSpanElement>(null);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    setHeard(false);
    return watchLevel(track, (level) => {
      for (const [index, bar] of [...(bars.current?.children ?? [])].entries()) {
        bar.toggleAttribute('data-lit', level >= (BARS[index] ?? 1));
      }
      if (level > HEARD) setHeard(true);
    });
  }, [track]);
  return (
    <p className={styles.meter}>
      <span ref={bars} className={styles.bars} role="img" aria-label={t('preview.level')}>
        {BARS.map((bar) => (
          <i key={bar} />
        ))}
      </span>
      <span>{heard ? t('preview.hears') : t('preview.silent')}</span>
    </p>
  );
}
