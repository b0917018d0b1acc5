import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../call/call-state.ts';
import { announce } from '../common/announcer.tsx';
import { Button } from '../common/button.tsx';
import { playChime } from '../common/chime.ts';
import { failureText } from '../common/use-failure-text.ts';
import { useParts } from '../parts.tsx';
import styles from './notices.module.css';

/** Long enough to read twice; what one must act on stays until it is settled. */
const SHOWN_MS = 8_000;
const MOST_AT_ONCE = 3;

interface Shown {
  readonly id: number;
  readonly notice: Notice;
}

/** Who comes and goes is for the ear alone: 25 arrivals would cover the table. */
const SPOKEN_ONLY: readonly Notice['kind'][] = ['joined', 'left', 'reconnecting', 'reconnected', 'admitted'];
const URGENT: readonly Notice['kind'][] = ['muted-by-moderator', 'failed', 'media-failed', 'reconnecting', 'admitted'];

/** What has just happened, in a word and where it helps with a sound. */
export function Notices() {
  const { t } = useTranslation();
  const { call, settings } = useParts();
  const [shown, setShown] = useState<readonly Shown[]>([]);

  useEffect(() => {
    let count = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const unsubscribe = call.onNotice((notice) => {
      announce(noticeText(t, notice), URGENT.includes(notice.kind) ? 'assertive' : 'polite');
      if (notice.kind === 'knocked') playChime('knock', settings.get().speakerId);
      if (notice.kind === 'admitted') playChime('admitted', settings.get().speakerId);
      if (SPOKEN_ONLY.includes(notice.kind)) return;
      const id = ++count;
      setShown((before) => [...before, { id, notice }].slice(-MOST_AT_ONCE));
      timers.add(setTimeout(() => setShown((before) => before.filter((one) => one.id !== id)), SHOWN_MS));
    });
    return () => {
      unsubscribe();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [call, settings, t]);

  const dismiss = (id: number) => setShown((before) => before.filter((one) => one.id !== id));
  return (
    <section className={styles.notices} aria-label={t('notice.region')}>
      {shown.map(({ id, notice }) => (
        <div key={id} className={styles.notice} data-notice={notice.kind}>
          <p>{noticeText(t, notice)}</p>
          {notice.kind === 'knocked' && (
            <Button
              look="primary"
              size="small"
              onClick={() => {
                void call.act('lobby:admit', { participantId: notice.participantId });
                dismiss(id);
              }}
            >
              {t('people.admit')}
            </Button>
          )}
          <button type="button" className={styles.dismiss} aria-label={t('notice.dismiss')} onClick={() => dismiss(id)}>
            <X size={20} aria-hidden />
          </button>
        </div>
      ))}
    </section>
  );
}

function noticeText(t: ReturnType<typeof useTranslation>['t'], notice: Notice): string {
  switch (notice.kind) {
    case 'failed':
      return failureText(t, notice.failure);
    case 'knocked':
    case 'joined':
    case 'left':
      return t(`notice.${notice.kind}`, { name: notice.displayName });
    default:
      return t(`notice.${notice.kind}`);
  }
}
