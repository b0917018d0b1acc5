import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleNotice } from '../../call/console-call.ts';
import { Alert } from '../common/alert.tsx';
import { announce } from '../common/announcer.tsx';
import { playChime } from '../common/chime.ts';
import { nameText } from '../common/name-text.ts';
import { failureText } from '../common/use-failure-text.ts';
import { useConsole } from './console-parts.tsx';
import styles from './desk-notices.module.css';

/** Long enough to read twice. */
const SHOWN_MS = 8_000;

/** What did not work, in a sentence; a knock or a word from the lobby is heard, and read to screen readers: the list shows it. */
export function DeskNotices({ className }: { readonly className: string | undefined }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const [notice, setNotice] = useState<Extract<ConsoleNotice, { kind: 'failed' }> | null>(null);
  useEffect(
    () =>
      call.onNotice((told) => {
        if (told.kind === 'failed') return setNotice(told);
        const name = nameText(t, told);
        if (told.kind === 'knocked') announce(t('notice.knocked', { name }), 'assertive');
        else announce(t('notice.replied', { name, text: told.text }));
        playChime('knock');
      }),
    [call, t],
  );
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div className={className} role="alert">
      {notice && (
        <Alert
          look="danger"
          action={
            <button
              type="button"
              className={styles.dismiss}
              aria-label={t('notice.dismiss')}
              onClick={() => setNotice(null)}
            >
              <X size={20} aria-hidden />
            </button>
          }
        >
          {failureText(t, notice.failure)}
        </Alert>
      )}
    </div>
  );
}
