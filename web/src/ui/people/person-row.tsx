import { EllipsisVertical, Mic, MicOff, MonitorUp, UserX, Video, VideoOff, WifiOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, Source } from '../../../../src/signaling/protocol/index.ts';
import { Item } from '../bar/more-menu.tsx';
import { cx } from '../common/cx.ts';
import { Confirm } from '../common/dialog.tsx';
import menu from '../common/menu.module.css';
import { useParts } from '../parts.tsx';
import { hueOf, initials } from '../table/initials.ts';
import styles from './person-row.module.css';

interface PersonRowProps {
  readonly participant: ParticipantView;
  readonly isSelf: boolean;
  /** Whether the reader chairs, and may do something. */
  readonly chairing: boolean;
}

export function PersonRow({ participant, isSelf, chairing }: PersonRowProps) {
  const { t } = useTranslation();
  const { displayName, producers, reconnecting, role } = participant;
  const sends = (source: Source) => producers.some((producer) => producer.source === source && !producer.paused);
  const notes = [
    isSelf && t('common.you'),
    role === 'moderator' && t('table.moderator'),
    reconnecting && t('people.reconnecting'),
    sends('screen') && t('people.sharing'),
  ].filter((note) => note !== false);
  return (
    <li className={styles.row} data-participant-id={participant.id}>
      <span className={styles.face} data-hue={hueOf(participant.id)} aria-hidden>
        {initials(displayName)}
      </span>
      <span className={styles.who}>
        <b title={displayName}>{displayName}</b>
        {notes.length > 0 && <span className={styles.notes}>{notes.join(' · ')}</span>}
      </span>
      {reconnecting && <WifiOff size={20} className={styles.off} aria-hidden />}
      {sends('screen') && <MonitorUp size={20} className={styles.on} aria-hidden />}
      <Sign on={sends('microphone')} label={t(sends('microphone') ? 'people.microphoneOn' : 'people.microphoneOff')}>
        {sends('microphone') ? <Mic size={20} aria-hidden /> : <MicOff size={20} aria-hidden />}
      </Sign>
      <Sign on={sends('camera')} label={t(sends('camera') ? 'people.cameraOn' : 'people.cameraOff')}>
        {sends('camera') ? <Video size={20} aria-hidden /> : <VideoOff size={20} aria-hidden />}
      </Sign>
      {chairing && !isSelf && <PersonActions participant={participant} canMute={sends('microphone')} />}
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

function PersonActions({ participant, canMute }: { readonly participant: ParticipantView; readonly canMute: boolean }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [asking, setAsking] = useState(false);
  const { id: participantId, displayName: name } = participant;
  return (
    <>
      <MenuTrigger>
        <AriaButton className={cx(styles.actions)} aria-label={t('people.actions', { name })}>
          <EllipsisVertical size={20} aria-hidden />
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="bottom end">
          <Menu className={cx(menu.menu)} aria-label={t('people.actions', { name })}>
            {canMute ? (
              <Item
                icon={<MicOff size={20} aria-hidden />}
                onAction={() => void call.act('participant:switch-off', { participantId, source: 'microphone' })}
              >
                {t('people.mute')}
              </Item>
            ) : null}
            <Item icon={<UserX size={20} aria-hidden />} danger onAction={() => setAsking(true)}>
              {t('people.remove')}
            </Item>
          </Menu>
        </Popover>
      </MenuTrigger>
      {asking && (
        <Confirm
          title={t('people.removeTitle', { name })}
          text={t('people.removeText', { name })}
          confirm={t('people.removeConfirm')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void call.act('participant:remove', { participantId });
          }}
        />
      )}
    </>
  );
}
