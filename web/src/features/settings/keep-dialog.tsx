import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import type { CommandInput } from '../../../../src/protocol/index.ts';
import { MAX_PASSWORD_LENGTH, MAX_ROOM_NAME_LENGTH, MIN_PASSWORD_LENGTH } from '../../../../src/protocol/limits.ts';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import { useMeeting } from '../../ui/meeting.tsx';

const GUARDS = ['same', 'new', 'none'] as const;
type Guard = (typeof GUARDS)[number];

/** What the room is called and which password lets in, from now on. */
export function KeepDialog({ name: before, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const [name, setName] = useState(before);
  const [guard, setGuard] = useState<Guard>('same');
  const [password, setPassword] = useState('');
  const [isShort, setShort] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isVisible(name)) return;
    if (guard === 'new' && password.trim().length < MIN_PASSWORD_LENGTH) return setShort(true);
    const changes: CommandInput<'room:keep'> = {
      ...(name.trim() !== before && { name: name.trim() }),
      ...(guard !== 'same' && { password: guard === 'new' ? password.trim() : null }),
    };
    onClose();
    if (Object.keys(changes).length > 0) void meeting.act('room:keep', changes);
  };
  return (
    <Dialog title={t('keep.title')} onClose={onClose}>
      <form className={dialog.form} onSubmit={save}>
        <TextField
          label={t('keep.name')}
          value={name}
          maxLength={MAX_ROOM_NAME_LENGTH}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RadioChoice
          legend={t('keep.guard')}
          options={GUARDS.map((value) => ({ value, label: t(`keep.${value}`) }))}
          value={guard}
          onChange={setGuard}
        />
        {guard === 'new' && (
          <TextField
            label={t('keep.password')}
            hint={t('keep.passwordHint')}
            error={isShort ? t('keep.short', { count: MIN_PASSWORD_LENGTH }) : null}
            value={password}
            maxLength={MAX_PASSWORD_LENGTH}
            autoComplete="off"
            dir="ltr"
            translate="no"
            onChange={(event) => {
              setShort(false);
              setPassword(event.currentTarget.value);
            }}
          />
        )}
        <footer>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary">
            {t('keep.confirm')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
