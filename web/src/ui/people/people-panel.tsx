import { Lock, LockOpen, MicOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../common/button.tsx';
import { SidePanel } from '../common/side-panel.tsx';
import { useParts } from '../parts.tsx';
import { Knocks } from './knocks.tsx';
import styles from './people-panel.module.css';
import { PersonRow } from './person-row.tsx';

/** Everyone in words; for moderators with what they may do. On a phone it covers the table. */
export function PeoplePanel({ table, onClose }: { readonly table: TableState; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { participants, lobby, self, room } = table;
  const chairing = self.isChairing;
  return (
    <SidePanel
      title={t('people.title')}
      extra={<span>{participants.length}</span>}
      onClose={onClose}
      footer={chairing && <RoomActions locked={room.locked} />}
      // Whoever was just let in takes the button along that had the focus.
      focusKey={lobby.length}
    >
      <div className={styles.scroll}>
        {chairing && lobby.length > 0 && <Knocks lobby={lobby} />}
        <ul className={styles.people}>
          {participants.map((participant) => (
            <PersonRow
              key={participant.id}
              participant={participant}
              isSelf={participant.id === self.participantId}
              chairing={chairing}
            />
          ))}
        </ul>
      </div>
    </SidePanel>
  );
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
