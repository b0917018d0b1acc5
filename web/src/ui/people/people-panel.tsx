import { Lock, LockOpen, MicOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { ownView } from '../../call/meeting/own-view.ts';
import { Clinic } from '../../features/clinic/clinic.tsx';
import { ConsentFields } from '../../features/floor/consent-fields.tsx';
import { useForAll } from '../../features/floor/use-for-all.ts';
import { HandsSection } from '../../features/hands/hands-section.tsx';
import { EntrySettings } from '../../features/lobby/chair/entry-settings.tsx';
import { LobbySection } from '../../features/lobby/chair/lobby-section.tsx';
import { Button } from '../controls/button.tsx';
import { Disclosure } from '../fields/disclosure.tsx';
import { SidePanel } from '../layout/side-panel.tsx';
import { PartBoundary, SignBoundary } from '../standing/broken.tsx';
import { ForAll } from './for-all.tsx';
import styles from './people-panel.module.css';
import { PersonRow } from './person-row.tsx';

/** Everyone in words; for those who chair with what they may do. On a phone it covers the table. */
export function PeoplePanel({ table, onClose }: { readonly table: TableState; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { participants, lobby, self, room } = table;
  const chairing = self.isChairing;
  const members = participants.filter(({ role }) => role !== 'observer');
  const observers = participants.filter(({ role }) => role === 'observer');
  const own = ownView(table);
  return (
    <SidePanel
      title={t('people.title')}
      extra={<span>{participants.length}</span>}
      onClose={onClose}
      footer={chairing && <RoomActions locked={room.locked} />}
    >
      <div className={styles.scroll}>
        {chairing && lobby.length > 0 && (
          <PartBoundary>
            <LobbySection lobby={lobby} />
          </PartBoundary>
        )}
        <PartBoundary>
          <HandsSection table={table} />
        </PartBoundary>
        <ul className={styles.people}>
          {members.map((participant) => (
            <Row key={participant.id} participant={participant} table={table} />
          ))}
        </ul>
        {observers.length > 0 && (
          <section className={styles.observers} aria-label={t('people.observers')}>
            <h3>
              {t('people.observers')} <span>{observers.length}</span>
            </h3>
            <ul className={styles.people}>
              {observers.map((participant) => (
                <Row key={participant.id} participant={participant} table={table} />
              ))}
            </ul>
          </section>
        )}
        {chairing && (
          <Disclosure title={t('clinic.title')}>
            <Clinic table={table} />
          </Disclosure>
        )}
        {chairing && <ForAll table={table} />}
        {chairing && <EntrySettings room={room} />}
        {own && own.role !== 'observer' && (
          <Disclosure title={t('consent.title')}>
            <ConsentFields consent={own.consent} />
          </Disclosure>
        )}
      </div>
    </SidePanel>
  );
}

function Row({ participant, table }: { readonly participant: ParticipantView; readonly table: TableState }) {
  return (
    <SignBoundary next={participant} wrap={(sign) => <li data-participant-id={participant.id}>{sign}</li>}>
      <PersonRow participant={participant} table={table} />
    </SignBoundary>
  );
}

function RoomActions({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const forAll = useForAll();
  const [busy, setBusy] = useState<'mute' | 'lock' | null>(null);
  const run = async (what: 'mute' | 'lock', action: Promise<unknown>) => {
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
        onClick={() => void run('mute', forAll.mute())}
      >
        {t('people.muteAll')}
      </Button>
      <Button
        size="small"
        icon={locked ? <LockOpen size={18} aria-hidden /> : <Lock size={18} aria-hidden />}
        busy={busy === 'lock'}
        onClick={() => void run('lock', forAll.lockRoom(!locked))}
        title={t('people.lockHint')}
      >
        {t(locked ? 'people.unlock' : 'people.lock')}
      </Button>
    </footer>
  );
}
