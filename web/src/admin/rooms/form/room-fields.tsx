import { useTranslation } from 'react-i18next';
import {
  MAX_LOBBY_MESSAGE_LENGTH,
  MAX_PASSWORD_LENGTH,
  MAX_ROOM_NAME_LENGTH,
  MIN_PASSWORD_LENGTH,
} from '../../../../../src/protocol/limits.ts';
import { SwitchField, TextArea, TextField } from '../../../ui/fields/field.tsx';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import { Section } from '../../parts/section.tsx';
import { AdmissionFields, TableFields } from '../../room-settings/settings-fields.tsx';
import { type PasswordWish, type RoomDraft, type RoomProblem, withPasswordWish } from './room-draft.ts';

interface RoomFieldsProps {
  readonly draft: RoomDraft;
  readonly onChange: (draft: RoomDraft) => void;
  readonly problem: RoomProblem | null;
  /** What may be wished of its password. */
  readonly passwordWishes: readonly PasswordWish[];
  /** It is there already: it can be locked. */
  readonly exists: boolean;
}

/** All that is said of a room, by what one asks oneself: what is it called, who gets in, what holds at the table. */
export function RoomFields({ draft, onChange, problem, passwordWishes, exists }: RoomFieldsProps) {
  const { t } = useTranslation();
  const set = (patch: Partial<RoomDraft>) => onChange({ ...draft, ...patch });
  return (
    <>
      <Section title={t('admin.room.access')}>
        <TextField
          label={t('making.name')}
          hint={exists ? t('admin.room.renameHint') : t('making.nameHint')}
          name="room-name"
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          autoComplete="off"
          maxLength={MAX_ROOM_NAME_LENGTH}
          required
          error={problem === 'nameMissing' ? t('making.nameMissing') : null}
        />
        <RadioChoice
          legend={t('made.password')}
          options={passwordWishes.map((value) => ({ value, label: t(`admin.room.password.${value}`) }))}
          value={draft.passwordWish}
          onChange={(wish) => onChange(withPasswordWish(draft, wish))}
        />
        {draft.passwordWish === 'set' && (
          <TextField
            label={t('making.password')}
            hint={t('admin.room.passwordHint')}
            name="room-password"
            value={draft.password}
            onChange={(event) => set({ password: event.currentTarget.value })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            translate="no"
            maxLength={MAX_PASSWORD_LENGTH}
            required
            error={problem === 'passwordShort' ? t('making.passwordShort', { count: MIN_PASSWORD_LENGTH }) : null}
          />
        )}
      </Section>
      <Section title={t('entry.title')}>
        <AdmissionFields draft={draft.settings} onChange={(settings) => set({ settings })} />
        {(draft.settings.lobby !== 'off' || !draft.settings.joinBeforeHost) && (
          <TextArea
            label={t('admin.room.lobbyMessage')}
            name="lobby-message"
            value={draft.lobbyMessage}
            onChange={(event) => set({ lobbyMessage: event.currentTarget.value })}
            maxLength={MAX_LOBBY_MESSAGE_LENGTH}
          />
        )}
        <SwitchField
          label={t('admin.room.onlyReserved')}
          hint={t('admin.room.onlyReservedHint')}
          checked={draft.onlyReserved}
          onChange={(onlyReserved) => set({ onlyReserved })}
        />
        {exists && (
          <SwitchField
            label={t('admin.room.locked')}
            hint={t('admin.room.lockedHint')}
            checked={draft.locked}
            onChange={(locked) => set({ locked })}
          />
        )}
      </Section>
      <Section title={t('admin.room.table')}>
        <TableFields
          draft={draft.settings}
          onChange={(settings) => set({ settings })}
          problem={problem === 'seatsInvalid' || problem === 'daysInvalid' ? problem : null}
        />
      </Section>
    </>
  );
}
