import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LobbyEntryView } from '../../../../src/signaling/protocol/index.ts';
import type { Notice } from '../../call/call-state.ts';
import { Button } from '../common/button.tsx';
import { useParts } from '../parts.tsx';
import { noticeText } from './notice-text.ts';
import styles from './notices.module.css';

/** Long enough to read twice. */
const SHOWN_MS = 8_000;
const MOST_AT_ONCE = 3;

/** Who comes and goes is for the ear alone: 25 arrivals would cover the table. The banner tells of the connection. */
const SPOKEN_ONLY: readonly Notice['kind'][] = [
  'joined',
  'left',
  'reconnecting',
  'reconnected',
  'admitted',
  'hand-raised',
  'floor-given',
  'closing',
];

interface Shown {
  readonly id: number;
  readonly notice: Notice;
}

interface NoticesProps {
  /** Who waits now: a knock that is settled needs no notice. */
  readonly lobby: readonly LobbyEntryView[];
  /** The open panel shows them already. */
  readonly hideKnocks: boolean;
}

/** What has just happened, in a word, over the lower edge of the pictures. */
export function Notices({ lobby, hideKnocks }: NoticesProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [notices, setNotices] = useState<readonly Shown[]>([]);

  useEffect(() => {
    let count = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const unsubscribe = call.onNotice((notice) => {
      if (SPOKEN_ONLY.includes(notice.kind)) return;
      const id = ++count;
      setNotices((before) => [...before, { id, notice }].slice(-MOST_AT_ONCE));
      timers.add(setTimeout(() => setNotices((before) => before.filter((one) => one.id !== id)), SHOWN_MS));
    });
    return () => {
      unsubscribe();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [call]);

  const dismiss = (id: number) => setNotices((before) => before.filter((one) => one.id !== id));
  const isSettled = (notice: Notice) => {
    if (notice.kind === 'waiting') return hideKnocks || lobby.length === 0;
    return (notice.kind === 'knocked' || notice.kind === 'replied') && !waits(notice.participantId);
  };
  const waits = (participantId: string) => !hideKnocks && lobby.some(({ id }) => id === participantId);
  const shown = notices.filter(({ notice }) => !isSettled(notice));
  return (
    <section className={styles.notices} aria-label={t('notice.region')}>
      {shown.map(({ id, notice }) => (
        <div key={id} className={styles.notice} data-notice={notice.kind}>
          <p>{noticeText(t, notice)}</p>
          {notice.kind === 'knocked' && (
            <Button
              look="primary"
              size="small"
              aria-label={t('people.admitName', { name: notice.displayName })}
              onClick={() => {
                void call.act('lobby:admit', { participantIds: [notice.participantId] });
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
