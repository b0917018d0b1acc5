import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import type { CommandInput } from '../../../../src/protocol/index.ts';
import { MAX_PASSWORD_LENGTH, MAX_ROOM_NAME_LENGTH, MIN_PASSWORD_LENGTH } from '../../../../src/protocol/limits.ts';
import type { Failure } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { useSaving } from '../../ui/dialogs/use-saving.ts';
import { TextField } from '../../ui/fields/field.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import { useFailureText } from '../../ui/hooks/use-failure-text.ts';
import { useMeeting } from '../../ui/meeting.tsx';
import { Alert } from '../../ui/standing/alert.tsx';

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
  const [isNameless, setNameless] = useState(false);
  const { isSaving, save } = useSaving(onClose);
  const [failure, setFailure] = useState<Failure | null>(null);
  const failureText = useFailureText();
  const nameField = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    if (!isVisible(name)) {
      setNameless(true);
      nameField.current?.focus();
      return;
    }
    if (guard === 'new' && password.trim().length < MIN_PASSWORD_LENGTH) return setShort(true);
    const changes: CommandInput<'room:keep'> = {
      ...(name.trim() !== before && { name: name.trim() }),
      ...(guard !== 'same' && { password: guard === 'new' ? password.trim() : null }),
    };
    if (Object.keys(changes).length === 0) return onClose();
    setFailure(null);
    await save(() => meeting.request('room:keep', changes), setFailure);
  };
  return (
    <Dialog title={t('keep.title')} onClose={onClose}>
      <form className={dialog.form} onSubmit={submit}>
        <TextField
          label={t('keep.name')}
          ref={nameField}
          error={isNameless ? t('keep.nameless') : null}
          value={name}
          maxLength={MAX_ROOM_NAME_LENGTH}
          autoComplete="off"
          onChange={(event) => {
            setNameless(false);
            setName(event.currentTarget.value);
          }}
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
        {failure !== null && (
          <Alert look="danger" role="alert">
            {failureText(failure)}
          </Alert>
        )}
        <footer>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={isSaving}>
            {t('keep.confirm')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
