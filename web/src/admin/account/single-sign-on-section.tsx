import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { Section } from '../parts/section.tsx';
import { paths } from '../router/places.ts';
import { useDoing } from '../server/use-doing.ts';
import { departureSchema, useSingleSignOn } from '../sign-in/single-sign-on.tsx';

/** From then on the house's own sign-in leads in too. */
export function SingleSignOnSection() {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const isOffered = useSingleSignOn();
  const { isBusy, failure, run } = useDoing();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  if (!isOffered) return null;
  const submit = () => {
    if (password === '') return setMissing(true);
    const body = { password, next: paths.account };
    void run(
      () => server.ask('POST', '/api/me/single-sign-on', { body, answer: departureSchema }),
      ({ url }) => location.assign(url),
    );
  };
  return (
    <Section title={t('admin.singleSignOn.title')} lead={t('admin.singleSignOn.lead')}>
      <Form onSubmit={submit}>
        <PasswordField
          label={t('admin.signIn.password')}
          autoComplete="current-password"
          value={password}
          onChange={(value) => {
            setPassword(value);
            setMissing(false);
          }}
          required
          error={isMissing ? t('admin.signIn.passwordMissing') : null}
        />
        <FailureAlert failure={failure} />
        <div className={form.buttons}>
          <Button type="submit" busy={isBusy}>
            {t('admin.singleSignOn.tie')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
