import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { SecondFactorBegun } from '../../../../../src/protocol/accounts/accounts.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { useDoing } from '../../server/use-doing.ts';

const begunSchema = z.object({ secret: z.string(), url: z.string() }) satisfies z.ZodType<SecondFactorBegun>;

interface BeginProps {
  readonly onBegun: (begun: SecondFactorBegun) => void;
  readonly onCancel: () => void;
}

/** By the password: whoever finds a browser open sets nothing up in its owner's name. */
export function Begin({ onBegun, onCancel }: BeginProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    if (password === '') return setMissing(true);
    void run(() => server.ask('POST', '/api/me/second-factor', { body: { password }, answer: begunSchema }), onBegun);
  };
  return (
    <Form isOpened onSubmit={submit}>
      <PasswordField
        label={t('admin.signIn.password')}
        autoComplete="current-password"
        hint={t('admin.secondFactor.whyPassword')}
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
        <Button type="submit" look="primary" busy={isBusy}>
          {t('admin.next')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
