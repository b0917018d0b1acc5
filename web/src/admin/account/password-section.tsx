import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { useAdmin, useMe } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import { Saved } from '../parts/answers/saved.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { Section } from '../parts/section.tsx';
import { nothing } from '../server/server.ts';
import { useDoing } from '../server/use-doing.ts';
import { isTooShort, NewPassword } from '../sign-in/new-password.tsx';

/** Another password, for who knows the one of now. */
export function PasswordSection() {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const me = useMe();
  const { isBusy, failure, run } = useDoing();
  const [isOpen, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<'current' | 'short' | null>(null);
  const [isSaved, setSaved] = useState(false);
  const submit = () => {
    if (current === '') return setWrong('current');
    if (isTooShort(password)) return setWrong('short');
    void run(
      () => server.ask('POST', '/api/me/password', { body: { current, password }, answer: nothing }),
      () => {
        setCurrent('');
        setPassword('');
        setOpen(false);
        setSaved(true);
      },
    );
  };
  return (
    <Section title={t('admin.account.password')} lead={t('admin.account.passwordLead')}>
      {!isOpen && (
        <div className={form.buttons}>
          <Button
            onClick={() => {
              setSaved(false);
              setOpen(true);
            }}
          >
            {t('admin.account.changePassword')}
          </Button>
          <Saved isShown={isSaved} text={t('admin.account.passwordChanged')} />
        </div>
      )}
      {isOpen && (
        <Form isOpened onSubmit={submit}>
          <input type="email" name="email" autoComplete="username" value={me.email} readOnly hidden />
          <PasswordField
            label={t('admin.account.currentPassword')}
            name="current-password"
            autoComplete="current-password"
            value={current}
            onChange={(value) => {
              setCurrent(value);
              setWrong(null);
            }}
            required
            error={wrong === 'current' ? t('admin.signIn.passwordMissing') : null}
          />
          <NewPassword
            value={password}
            onChange={(value) => {
              setPassword(value);
              setWrong(null);
            }}
            isShort={wrong === 'short'}
          />
          <FailureAlert failure={failure} />
          <div className={form.buttons}>
            <Button type="submit" look="primary" busy={isBusy}>
              {t('admin.account.changePassword')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
          </div>
        </Form>
      )}
    </Section>
  );
}
