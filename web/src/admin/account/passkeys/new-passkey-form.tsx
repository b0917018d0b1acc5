import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_PASSKEY_NAME_LENGTH } from '../../../../../src/protocol/accounts/passkeys.ts';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { useAdmin, useMe } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { useDoing } from '../../server/use-doing.ts';
import { type DeviceTrouble, makePasskey, useNoLongerAsked } from '../../sign-in/passkey-device.ts';
import { passkeysApi } from './passkeys-api.ts';

interface NewPasskeyFormProps {
  /** Whoever has signed in just now is not asked once more. */
  readonly asksPassword: boolean;
  /** That time is over while the form was open. */
  readonly onAskedMore: () => void;
  readonly onMade: () => void;
  readonly onCancel: () => void;
}

/** A name, by whom, and then the device asks for finger, face or PIN. */
export function NewPasskeyForm({ asksPassword, onAskedMore, onMade, onCancel }: NewPasskeyFormProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { email, hasSecondFactor } = useMe();
  const { isBusy, failure, run } = useDoing();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<'name' | 'password' | 'code' | null>(null);
  const [trouble, setTrouble] = useState<DeviceTrouble | null>(null);
  useNoLongerAsked();
  useEffect(() => {
    if (failure?.code === 'PASSWORD_REQUIRED') onAskedMore();
  }, [failure, onAskedMore]);

  const asksCode = asksPassword && hasSecondFactor;
  const submit = () => {
    if (!isVisible(name)) return setWrong('name');
    if (asksPassword && password === '') return setWrong('password');
    if (asksCode && code.trim() === '') return setWrong('code');
    setTrouble(null);
    const api = passkeysApi(server);
    const owner = { ...(asksPassword ? { password } : {}), ...(asksCode ? { code: code.trim() } : {}) };
    void run(
      async () => {
        const made = await makePasskey(await api.challenge(owner));
        if ('passkey' in made) await api.add({ name, passkey: made.passkey });
        return made;
      },
      (made) => ('trouble' in made ? setTrouble(made.trouble) : onMade()),
    );
  };
  const typed = (set: (text: string) => void) => (text: string) => {
    set(text);
    setWrong(null);
  };
  return (
    <Form isOpened onSubmit={submit}>
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label={t('admin.passkeys.name')}
        hint={t('admin.passkeys.nameHint')}
        name="passkey"
        value={name}
        maxLength={MAX_PASSKEY_NAME_LENGTH}
        autoComplete="off"
        required
        onChange={(event) => typed(setName)(event.currentTarget.value)}
        error={wrong === 'name' ? t('admin.person.nameMissing') : null}
      />
      {asksPassword && (
        <PasswordField
          label={t('admin.signIn.password')}
          autoComplete="current-password"
          hint={t('admin.secondFactor.whyPassword')}
          value={password}
          onChange={typed(setPassword)}
          required
          error={wrong === 'password' ? t('admin.signIn.passwordMissing') : null}
        />
      )}
      {asksCode && (
        <TextField
          label={t('admin.signIn.code')}
          hint={t('admin.signIn.codeHint')}
          name="code"
          value={code}
          onChange={(event) => typed(setCode)(event.currentTarget.value)}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          translate="no"
          required
          error={wrong === 'code' ? t('admin.signIn.codeMissing') : null}
        />
      )}
      <FailureAlert failure={failure} except={['PASSWORD_REQUIRED']} />
      <div role="alert" className={form.said}>
        {trouble !== null && <Alert look="warn">{t(`admin.passkeys.trouble.${trouble}`)}</Alert>}
        {failure?.code === 'PASSWORD_REQUIRED' && <Alert look="warn">{t('admin.signIn.passwordMissing')}</Alert>}
      </div>
      <div className={form.buttons}>
        <Button type="submit" look="primary" busy={isBusy}>
          {t('admin.passkeys.add')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
