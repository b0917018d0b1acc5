import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { nothing } from '../../server/server.ts';
import { useDoing } from '../../server/use-doing.ts';

/** By both: what protects an account is not taken away by who has half of it. */
export function Remove({ onRemoved, onCancel }: { readonly onRemoved: () => void; readonly onCancel: () => void }) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState<'password' | 'code' | null>(null);
  const submit = () => {
    if (password === '') return setMissing('password');
    if (code.trim() === '') return setMissing('code');
    setMissing(null);
    const body = { password, code: code.trim() };
    void run(() => server.ask('POST', '/api/me/second-factor/remove', { body, answer: nothing }), onRemoved);
  };
  return (
    <Form isOpened onSubmit={submit}>
      <p>{t('admin.secondFactor.removeText')}</p>
      <PasswordField
        label={t('admin.signIn.password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        required
        error={missing === 'password' ? t('admin.signIn.passwordMissing') : null}
      />
      <TextField
        label={t('admin.signIn.code')}
        hint={t('admin.signIn.codeHint')}
        name="code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="one-time-code"
        maxLength={64}
        translate="no"
        required
        error={missing === 'code' ? t('admin.signIn.codeMissing') : null}
      />
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button type="submit" look="danger" busy={isBusy}>
          {t('admin.secondFactor.remove')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
