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

/** What did not work, in a sentence; a knock is heard, and read to screen readers, since the list shows it. */
export function DeskNotices() {
  const { t } = useTranslation();
  const { call } = useConsole();
  const [notice, setNotice] = useState<Extract<ConsoleNotice, { kind: 'failed' }> | null>(null);
  useEffect(
    () =>
      call.onNotice((told) => {
        if (told.kind === 'failed') setNotice(told);
        else {
          announce(t('console.knocked', { name: nameText(t, told) }), 'assertive');
          playChime('knock');
        }
      }),
    [call, t],
  );
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div className={styles.notices} role="alert">
      {notice && (
        <Alert
          look="danger"
          action={
            <button
              type="button"
              className={styles.dismiss}
              aria-label={t('console.dismiss')}
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
