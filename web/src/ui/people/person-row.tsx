import { Hand, Lock, MessageSquareText, Mic, MicOff, MonitorUp, Video, VideoOff, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';
import type { TableState } from '../../call/call-state.ts';
import { interruptionOf, sends } from '../../call/media/sends.ts';
import { PersonActions } from '../../features/chair/person-actions.tsx';
import { actionsOn } from '../../features/chair/person-rights.ts';
import { Face } from '../portrait/face.tsx';
import { FittedName } from '../text/fitted-name.tsx';
import { Claim } from '../text/name.tsx';
import { OwnName } from './own-name.tsx';
import styles from './person-row.module.css';

interface PersonRowProps {
  readonly participant: ParticipantView;
  readonly table: Pick<TableState, 'room' | 'self'>;
}

export function PersonRow({ participant, table }: PersonRowProps) {
  const { t } = useTranslation();
  const { room, self } = table;
  const { displayName, mark, role, restricted, hasFloor, consent, isChairing, upload } = participant;
  const isSelf = participant.id === self.participantId;
  const isMember = role !== 'observer';
  const isHeard = sends(participant, 'microphone');
  const isSeen = sends(participant, 'camera');
  const shares = sends(participant, 'screen');
  const hand = room.hands.indexOf(participant.id);
  const mayBeSwitchedOn = self.isChairing && !isSelf && (consent.microphone || consent.camera);
  const isCutOff = !isReached(participant);
  const interrupted = self.isChairing ? interruptionOf(participant) : null;
  const notes = [
    isSelf && t('common.you'),
    role !== 'participant' && t(`role.${role}`),
    role === 'deputy' && isChairing && t('people.standsIn'),
    hasFloor && t('people.hasFloor'),
    room.signing.includes(participant.id) && t('signing.sign'),
    restricted.microphone && t('people.microphoneLocked'),
    restricted.camera && t('people.cameraLocked'),
    mayBeSwitchedOn && t('people.consents'),
    isCutOff && t('people.cutOff'),
    interrupted !== null && t(`interrupted.${interrupted}`),
    !isCutOff && upload !== 'good' && t(upload === 'held' ? 'clinic.upload-held' : 'clinic.upload-weak'),
    shares && t('people.sharing'),
  ].filter((note) => note !== false);
  const actions = actionsOn(participant, table);
  return (
    <li className={styles.row} data-participant-id={participant.id}>
      <Face of={participant} className={styles.face} />
      <span className={styles.who}>
        <b>
          <FittedName name={displayName} twin={mark?.twin} />
        </b>
        <Claim of={participant} />
        {notes.length > 0 && <span className={styles.notes}>{notes.join(' · ')}</span>}
      </span>
      {hand >= 0 && (
        <span className={styles.hand} role="img" aria-label={t('people.hand', { place: hand + 1 })}>
          <Hand size={20} aria-hidden />
          {hand + 1}
        </span>
      )}
      {hasFloor && <MessageSquareText size={20} className={styles.floor} aria-hidden />}
      {(restricted.microphone || restricted.camera) && <Lock size={18} className={styles.on} aria-hidden />}
      {isCutOff && <WifiOff size={20} className={styles.off} aria-hidden />}
      {shares && <MonitorUp size={20} className={styles.on} aria-hidden />}
      {isMember && (
        <>
          <Sign on={isHeard} label={t(isHeard ? 'people.microphoneOn' : 'people.microphoneOff')}>
            {isHeard ? <Mic size={20} aria-hidden /> : <MicOff size={20} aria-hidden />}
          </Sign>
          <Sign on={isSeen} label={t(isSeen ? 'people.cameraOn' : 'people.cameraOff')}>
            {isSeen ? <Video size={20} aria-hidden /> : <VideoOff size={20} aria-hidden />}
          </Sign>
        </>
      )}
      {isSelf && (room.renaming || self.isChairing) && (
        <OwnName name={displayName} pseudonyms={room.pseudonyms} className={styles.actions} />
      )}
      {actions.length > 0 && <PersonActions participant={participant} actions={actions} className={styles.actions} />}
    </li>
  );
}

function Sign({ on, label, children }: { readonly on: boolean; readonly label: string; readonly children: ReactNode }) {
  return (
    <span className={on ? styles.on : styles.off} role="img" aria-label={label} title={label}>
      {children}
    </span>
  );
}
