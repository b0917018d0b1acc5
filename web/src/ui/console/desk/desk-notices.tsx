import type { TFunction } from 'i18next';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleNotice } from '../../../call/console/console-state.ts';
import { Button } from '../../controls/button.tsx';
import { noticeText } from '../../notices/notice-text.ts';
import { Alert } from '../../standing/alert.tsx';
import { announce } from '../../standing/announcer.tsx';
import { playChime } from '../../standing/chime.ts';
import { nameText } from '../../text/name-text.ts';
import { useConsole } from '../console-parts.tsx';
import styles from './desk-notices.module.css';

/** Long enough to read twice. */
const SHOWN_MS = 8_000;
/** Long enough to decide, too. */
const DECIDED_MS = 20_000;

/** Heard alone: lists and cards show them. */
const SPOKEN_ONLY: readonly ConsoleNotice['kind'][] = ['knocked', 'replied', 'line-lost', 'line-back'];
const CHIMES: readonly ConsoleNotice['kind'][] = ['knocked', 'replied', 'waiting'];

interface DeskNoticesProps {
  /** Whose microphone is in the way: what is settled needs no notice. */
  readonly noisy: readonly string[];
  readonly className: string | undefined;
}

/** What did not work, who waits already and that the lobby was switched, in a sentence that is read and heard. */
export function DeskNotices({ noisy, className }: DeskNoticesProps) {
  const { t } = useTranslation();
  const { call, settings } = useConsole();
  const [last, setShown] = useState<ConsoleNotice | null>(null);
  const shown = last?.kind === 'noisy' && !noisy.includes(last.participantId) ? null : last;
  useEffect(
    () =>
      call.onNotice((told) => {
        announce(textOf(t, told), told.kind === 'knocked' || told.kind === 'failed' ? 'assertive' : 'polite');
        if (CHIMES.includes(told.kind)) playChime('knock', settings.get().speakerId);
        if (!SPOKEN_ONLY.includes(told.kind)) setShown(told);
      }),
    [call, settings, t],
  );
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shown.kind === 'noisy' ? DECIDED_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div className={className} data-notices>
      {shown && (
        <Alert
          look={shown.kind === 'failed' ? 'danger' : 'info'}
          action={
            <>
              {shown.kind === 'noisy' && (
                <Button
                  look="primary"
                  size="small"
                  aria-label={t('notice.muteName', { name: nameText(t, shown) })}
                  onClick={() => {
                    const { participantId } = shown;
                    void call.act('participant:switch-off', { participantId, source: 'microphone' });
                    setShown(null);
                  }}
                >
                  {t('notice.mute')}
                </Button>
              )}
              <button
                type="button"
                className={styles.dismiss}
                aria-label={t('notice.dismiss')}
                onClick={() => setShown(null)}
              >
                <X size={20} aria-hidden />
              </button>
            </>
          }
        >
          {textOf(t, shown)}
        </Alert>
      )}
    </div>
  );
}

/** The table's words, but for a restart: people come back from it by themselves, a desk does not. */
function textOf(t: TFunction, notice: ConsoleNotice): string {
  return notice.kind === 'restarting' ? t('console.restarting') : noticeText(t, notice);
}
