import { KeyRound } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { emailKey } from '../../../../src/protocol/accounts/email.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { useDoing } from '../server/use-doing.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { signedInSchema } from './signed-in.ts';
import { SingleSignOnButton } from './single-sign-on.tsx';

interface SignInFormProps {
  /** Whose time is over here. */
  readonly email?: string;
  /** Where they were going, for who signs in elsewhere and comes back. */
  readonly next: string | null;
  readonly onSignedIn?: () => void;
}

/** Who they are, and, only for who has one, the code of their second factor. */
export function SignInForm({ email: known = '', next, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const { server, account } = useAdmin();
  const { isBusy, failure, run, forget } = useDoing();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const [wrong, setWrong] = useState<'email' | 'password' | 'code' | null>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);

  // Before it is drawn: whoever reads that it was wrong may be typing already.
  useLayoutEffect(() => {
    if (failure?.code === 'CODE_REQUIRED') setNeedsCode(true);
    if (failure?.code === 'SIGN_IN_FAILED') passwordField.current?.select();
    if (failure?.code === 'CODE_WRONG') codeField.current?.select();
  }, [failure]);
  useEffect(() => {
    if (needsCode) codeField.current?.focus();
  }, [needsCode]);

  const submit = () => {
    if (emailKey(email) === null) return setWrong('email');
    if (password === '') return setWrong('password');
    if (needsCode && code.trim() === '') return setWrong('code');
    setWrong(null);
    const body = { email, password, ...(needsCode ? { code: code.trim() } : {}) };
    void run(
      () => server.ask('POST', '/api/sign-in', { body, answer: signedInSchema }),
      ({ me }) => {
        account.signedIn(me);
        onSignedIn?.();
      },
    );
  };
  const back = () => {
    setNeedsCode(false);
    setCode('');
    setWrong(null);
    forget();
  };
  return (
    <div className={form.form}>
      <Form onSubmit={submit}>
        {/* Both stay in the form while the code is asked for: password managers keep them together. */}
        <div className={form.form} hidden={needsCode}>
          <TextField
            label={t('admin.signIn.email')}
            type="email"
            name="email"
            value={email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
              setWrong(null);
            }}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            error={wrong === 'email' ? t('admin.signIn.emailMissing') : null}
          />
          <PasswordField
            ref={passwordField}
            label={t('admin.signIn.password')}
            autoComplete="current-password"
            value={password}
            onChange={(value) => {
              setPassword(value);
              setWrong(null);
            }}
            required
            error={wrong === 'password' ? t('admin.signIn.passwordMissing') : null}
          />
        </div>
        {needsCode && (
          <TextField
            ref={codeField}
            label={t('admin.signIn.code')}
            hint={t('admin.signIn.codeHint')}
            name="code"
            value={code}
            onChange={(event) => {
              setCode(event.currentTarget.value);
              setWrong(null);
            }}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            translate="no"
            required
            error={wrong === 'code' ? t('admin.signIn.codeMissing') : null}
          />
        )}
        <FailureAlert failure={failure} except={['CODE_REQUIRED']} />
        <Button type="submit" look="primary" wide busy={isBusy} icon={<KeyRound size={20} aria-hidden />}>
          {t('admin.signIn.go')}
        </Button>
        {needsCode && (
          <Button look="quiet" onClick={back}>
            {t('admin.signIn.back')}
          </Button>
        )}
      </Form>
      {!needsCode && <PasskeyButton onSignedIn={onSignedIn} />}
      {!needsCode && <SingleSignOnButton next={next} />}
    </div>
  );
}
