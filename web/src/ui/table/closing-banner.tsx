import { Timer } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../common/announcer.tsx';
import { Button } from '../common/button.tsx';
import { clock } from '../common/clock.ts';
import { useNow } from '../common/use-now.ts';
import { useParts } from '../parts.tsx';
import styles from './banner.module.css';

/** Seconds before the end at which it is said aloud; a number that ticks is not. */
const SAID_AT: readonly number[] = [60, 10];

/** The meeting ends by itself, and everyone sees when. */
export function ClosingBanner({ closesAt, chairing }: { readonly closesAt: number; readonly chairing: boolean }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const now = useNow(500);
  const seconds = Math.max(0, Math.ceil((closesAt - now) / 1000));
  useEffect(() => {
    if (SAID_AT.includes(seconds)) announce(t('closing.banner', { time: t('duration.seconds', { count: seconds }) }));
  }, [seconds, t]);
  return (
    <div className={styles.banner} data-state="closing">
      <Timer size={22} aria-hidden />
      <p className={styles.time} role="timer" aria-live="off">
        {t('closing.banner', { time: clock(seconds * 1000) })}
      </p>
      {chairing && (
        <Button size="small" onClick={() => void call.act('room:keep-open', {})}>
          {t('closing.keepOpen')}
        </Button>
      )}
    </div>
  );
}
