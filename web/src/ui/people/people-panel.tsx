import { Lock, LockOpen, MicOff, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../common/button.tsx';
import { useParts } from '../parts.tsx';
import { Knocks } from './knocks.tsx';
import styles from './people-panel.module.css';
import { PersonRow } from './person-row.tsx';

/** Everyone in words; for moderators with what they may do. On a phone it covers the table. */
export function PeoplePanel({ table, onClose }: { readonly table: TableState; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { participants, lobby, self, room } = table;
  const moderator = self.role === 'moderator';
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (nothingFocused() && before instanceof HTMLElement) before.focus();
    };
  }, []);
  // Whoever was just let in takes the button along that had the focus.
  const waiting = lobby.length;
  useEffect(() => {
    if (waiting >= 0 && nothingFocused()) heading.current?.focus();
  }, [waiting]);
  return (
    <aside
      className={styles.panel}
      aria-label={t('people.title')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.header}>
        <h2 ref={heading} tabIndex={-1}>
          {t('people.title')} <span className={styles.count}>{participants.length}</span>
        </h2>
        <button type="button" className={styles.close} aria-label={t('common.close')} onClick={onClose}>
          <X size={22} aria-hidden />
        </button>
      </header>
      <div className={styles.scroll}>
        {moderator && lobby.length > 0 && <Knocks lobby={lobby} />}
        <ul className={styles.people}>
          {participants.map((participant) => (
            <PersonRow
              key={participant.id}
              participant={participant}
              isSelf={participant.id === self.participantId}
              moderator={moderator}
            />
          ))}
        </ul>
      </div>
      {moderator && <RoomActions locked={room.locked} />}
    </aside>
  );
}

function nothingFocused(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function RoomActions({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [busy, setBusy] = useState<'mute' | 'lock' | null>(null);
  const run = async (what: 'mute' | 'lock', action: Promise<void>) => {
    setBusy(what);
    await action;
    setBusy(null);
  };
  return (
    <footer className={styles.actions}>
      <Button
        size="small"
        icon={<MicOff size={18} aria-hidden />}
        busy={busy === 'mute'}
        onClick={() => void run('mute', call.act('participant:mute-all', {}))}
      >
        {t('people.muteAll')}
      </Button>
      <Button
        size="small"
        icon={locked ? <LockOpen size={18} aria-hidden /> : <Lock size={18} aria-hidden />}
        busy={busy === 'lock'}
        onClick={() => void run('lock', call.act('room:lock', { locked: !locked }))}
        title={t('people.lockHint')}
      >
        {t(locked ? 'people.unlock' : 'people.lock')}
      </Button>
    </footer>
  );
}
