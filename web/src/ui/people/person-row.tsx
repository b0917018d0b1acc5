import { Hand, Lock, MessageSquareText, Mic, MicOff, MonitorUp, Video, VideoOff, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';
import type { TableState } from '../../call/call-state.ts';
import { interruptionOf, sends } from '../../call/media/sends.ts';
import { PersonActions } from '../../features/chair/person-actions.tsx';
import { actionsOn } from '../../features/chair/person-rights.ts';
import { Button } from '../controls/button.tsx';
import { useMeeting } from '../meeting.tsx';
import { Face } from '../portrait/face.tsx';
import { FittedName } from '../text/fitted-name.tsx';
import { Claim } from '../text/name.tsx';
import { nameText } from '../text/name-text.ts';
import { OwnName } from './own-name.tsx';
import styles from './person-row.module.css';

interface PersonRowProps {
  readonly participant: ParticipantView;
  readonly table: Pick<TableState, 'room' | 'self' | 'noisy'>;
}

export function PersonRow({ participant, table }: PersonRowProps) {
  const { t } = useTranslation();
  const { room, self, noisy } = table;
  const { act } = useMeeting();
  const { displayName, mark, role, restricted, hasFloor, consent, isChairing, upload } = participant;
  const isSelf = participant.id === self.participantId;
  const isMember = role !== 'observer';
  const isHeard = sends(participant, 'microphone');
  const isSeen = sends(participant, 'camera');
  const shares = sends(participant, 'screen');
  const hand = room.hands.indexOf(participant.id);
  const mayBeSwitchedOn = self.isChairing && !isSelf && (consent.microphone || consent.camera);
  const isCutOff = !isReached(participant);
  const isNoisy = noisy.includes(participant.id);
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
    isNoisy && t('people.noisy'),
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
      {isNoisy && !isSelf && (
        <span className={styles.below}>
          <Button
            size="small"
            icon={<MicOff size={18} aria-hidden />}
            aria-label={t('notice.muteName', { name: nameText(t, participant) })}
            onClick={() => void act('participant:switch-off', { participantId: participant.id, source: 'microphone' })}
          >
            {t('notice.mute')}
          </Button>
        </span>
      )}
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
