import { useTranslation } from 'react-i18next';
import { CAMERA_STARTS, LOBBY_MODES } from '../../../../src/protocol/base/roles.ts';
import { MAX_ATTENDANCE_DAYS, MAX_PARTICIPANTS } from '../../../../src/protocol/limits.ts';
import { SwitchField, TextField } from '../../ui/fields/field.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import type { RoomSettingsDraft, SettingsProblem } from './settings-draft.ts';

interface SettingsProps {
  readonly draft: RoomSettingsDraft;
  readonly onChange: (draft: RoomSettingsDraft) => void;
}

/** Who is let in how. */
export function AdmissionFields({ draft, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const set = (patch: Partial<RoomSettingsDraft>) => onChange({ ...draft, ...patch });
  return (
    <>
      <RadioChoice
        legend={t('admin.settings.lobby')}
        options={LOBBY_MODES.map((value) => ({ value, label: t(`admin.settings.by.${value}`) }))}
        value={draft.lobby}
        onChange={(lobby) => set({ lobby })}
      />
      {draft.lobby !== 'off' && (
        <>
          <SwitchField
            label={t('admin.settings.trustedPass')}
            hint={t('admin.settings.trustedPassHint')}
            checked={draft.trustedPass}
            onChange={(trustedPass) => set({ trustedPass })}
          />
          <SwitchField
            label={t('admin.settings.lobbyReplies')}
            checked={draft.lobbyReplies}
            onChange={(lobbyReplies) => set({ lobbyReplies })}
          />
        </>
      )}
      <SwitchField
        label={t('admin.settings.joinBeforeHost')}
        hint={t('admin.settings.joinBeforeHostHint')}
        checked={draft.joinBeforeHost}
        onChange={(joinBeforeHost) => set({ joinBeforeHost })}
      />
    </>
  );
}

interface TableFieldsProps extends SettingsProps {
  readonly problem: SettingsProblem | null;
}

/** What holds once one is in. */
export function TableFields({ draft, onChange, problem }: TableFieldsProps) {
  const { t } = useTranslation();
  const set = (patch: Partial<RoomSettingsDraft>) => onChange({ ...draft, ...patch });
  return (
    <>
      <TextField
        label={t('admin.settings.maxParticipants')}
        name="max-participants"
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        value={draft.maxParticipants}
        onChange={(event) => set({ maxParticipants: event.currentTarget.value })}
        error={problem === 'seatsInvalid' ? t('admin.settings.seatsInvalid', { max: MAX_PARTICIPANTS }) : null}
      />
      <SwitchField
        label={t('entry.microphoneOff')}
        checked={draft.muteOnEntry}
        onChange={(muteOnEntry) => set({ muteOnEntry })}
      />
      <RadioChoice
        legend={t('entry.camera')}
        options={CAMERA_STARTS.map((value) => ({ value, label: t(`entry.camera-${value}`) }))}
        value={draft.cameraOnEntry}
        onChange={(cameraOnEntry) => set({ cameraOnEntry })}
      />
      <SwitchField label={t('entry.renaming')} checked={draft.renaming} onChange={(renaming) => set({ renaming })} />
      <SwitchField
        label={t('entry.pseudonyms')}
        hint={t('entry.pseudonymsHint')}
        checked={draft.pseudonyms}
        onChange={(pseudonyms) => set({ pseudonyms })}
      />
      <SwitchField
        label={t('admin.settings.chat')}
        hint={t('admin.settings.chatHint')}
        checked={draft.chat}
        onChange={(chat) => set({ chat })}
      />
      <SwitchField
        label={t('attendance.switchOn')}
        hint={t('admin.settings.attendanceHint')}
        checked={draft.keepsAttendance}
        onChange={(keepsAttendance) => set({ keepsAttendance })}
      />
      {draft.keepsAttendance && (
        <TextField
          label={t('admin.settings.attendanceDays')}
          name="attendance-days"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          value={draft.attendanceDays}
          onChange={(event) => set({ attendanceDays: event.currentTarget.value })}
          error={problem === 'daysInvalid' ? t('admin.settings.daysInvalid', { max: MAX_ATTENDANCE_DAYS }) : null}
        />
      )}
    </>
  );
}
