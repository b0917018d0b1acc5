import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CAMERA_STARTS } from '../../../../../src/protocol/base/roles.ts';
import type { RoomView } from '../../../../../src/protocol/index.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { RemoteChoice, RemoteSwitch } from '../../../ui/controls/remote-fields.tsx';
import { Disclosure } from '../../../ui/fields/disclosure.tsx';
import { useParts } from '../../../ui/parts.tsx';
import { useKnockNotifications } from './knock-notifications.ts';

const BY_STRICTNESS: readonly RoomView['lobby'][] = ['off', 'without-password', 'on'];

/** Who must wait in this meeting, and how one hears of them. */
export function EntrySettings({ room }: { readonly room: RoomView }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const { permission, ask } = useKnockNotifications();
  const isOn = room.lobby !== 'off';
  return (
    <Disclosure title={t('entry.title')}>
      {room.opensWithoutPassword ? (
        <RemoteChoice
          legend={t('entry.lobby')}
          options={BY_STRICTNESS.map((mode) => ({ value: mode, label: t(`entry.who-${mode}`) }))}
          value={room.lobby}
          onChange={(lobby) => call.act('room:configure', { lobby })}
        />
      ) : (
        <RemoteSwitch
          label={t('entry.lobby')}
          hint={t(isOn ? 'entry.lobbyOn' : 'entry.lobbyOff')}
          checked={isOn}
          onChange={(checked) => call.act('room:configure', { lobby: checked ? 'on' : 'off' })}
        />
      )}
      <RemoteSwitch
        label={t('entry.trusted')}
        hint={t('entry.trustedHint')}
        checked={room.trustedPass}
        onChange={(trustedPass) => call.act('room:configure', { trustedPass })}
      />
      <RemoteSwitch
        label={t('entry.replies')}
        checked={room.lobbyReplies}
        onChange={(lobbyReplies) => call.act('room:configure', { lobbyReplies })}
      />
      <RemoteSwitch
        label={t('entry.microphoneOff')}
        checked={room.muteOnEntry}
        onChange={(muteOnEntry) => call.act('room:configure', { muteOnEntry })}
      />
      <RemoteChoice
        legend={t('entry.camera')}
        options={CAMERA_STARTS.map((value) => ({ value, label: t(`entry.camera-${value}`) }))}
        value={room.cameraOnEntry}
        onChange={(cameraOnEntry) => call.act('room:configure', { cameraOnEntry })}
      />
      <RemoteSwitch
        label={t('entry.renaming')}
        checked={room.renaming}
        onChange={(renaming) => call.act('room:configure', { renaming })}
      />
      <RemoteSwitch
        label={t('entry.pseudonyms')}
        hint={t('entry.pseudonymsHint')}
        checked={room.pseudonyms}
        onChange={(pseudonyms) => call.act('room:configure', { pseudonyms })}
      />
      {permission === 'default' && (
        <Button size="small" icon={<BellRing size={18} aria-hidden />} onClick={ask}>
          {t('entry.notify')}
        </Button>
      )}
      {(permission === 'granted' || permission === 'denied') && <p>{t(`entry.notify-${permission}`)}</p>}
    </Disclosure>
  );
}
