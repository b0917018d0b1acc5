import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasswordLinkView } from '../../../../src/protocol/accounts/accounts.ts';
import type { Failure } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { usePlace } from '../../ui/hooks/use-place.ts';
import { Page } from '../../ui/page/page.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert, useAdminFailure } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { Go } from '../router/go.tsx';
import { paths } from '../router/places.ts';
import { nothing } from '../server/server.ts';
import { useDoing } from '../server/use-doing.ts';
import { isTooShort, NewPassword } from './new-password.tsx';
import styles from './sign-in.module.css';
import { signedInSchema } from './signed-in.ts';
import { SingleSignOnButton } from './single-sign-on.tsx';
import { useLink } from './use-link.ts';

/** `/verwaltung/passwort#link=`: a password of one's own, or the house's sign-in instead. */
export function PasswordPage() {
  const { t } = useTranslation();
  const { settings } = useAdmin();
  const heading = usePlace<HTMLHeadingElement>(t('admin.tabTitle', { page: t('admin.link.title') }));
  const link = useLink();
  return (
    <Page settings={settings}>
      <main className={styles.place}>
        <header>
          <h1 ref={heading} tabIndex={-1}>
            {t('admin.link.title')}
          </h1>
        </header>
        {link.is === 'loading' && <p role="status">{t('common.moment')}</p>}
        {link.is === 'failed' && <Refused why={link.why} again={link.again} />}
        {link.is === 'there' && <SetPassword secret={link.secret} holder={link.holder} />}
      </main>
    </Page>
  );
}

function Refused({ why, again }: { readonly why: Failure; readonly again: () => void }) {
  const { t } = useTranslation();
  const words = useAdminFailure();
  return (
    <div className={styles.card}>
      <Alert look="danger" role="alert">
        {words(why)}
      </Alert>
      {why.code !== 'LINK_INVALID' && <Button onClick={again}>{t('broken.again')}</Button>}
      <Go to={paths.signIn} className={form.link}>
        {t('admin.link.toSignIn')}
      </Go>
    </div>
  );
}

function SetPassword({ secret, holder }: { readonly secret: string; readonly holder: PasswordLinkView }) {
  const { t } = useTranslation();
  const { server, account, router } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [password, setPassword] = useState('');
  const [isShort, setShort] = useState(false);
  const submit = () => {
    if (isTooShort(password)) return setShort(true);
    void run(
      async () => {
        await server.ask('POST', '/api/password', { body: { secret, password }, answer: nothing });
        // Whoever was signed in here before is so no more.
        account.signedOut();
        // Straight in, but who has a second factor, who is asked for it on the page for that.
        const body = { email: holder.email, password };
        const signedIn = await server.ask('POST', '/api/sign-in', { body, answer: signedInSchema }).catch(() => null);
        if (signedIn !== null) account.signedIn(signedIn.me);
      },
      () => router.replace(account.getSnapshot().is === 'signed-in' ? paths.rooms : paths.signIn),
    );
  };
  return (
    <div className={styles.card}>
      <p className={styles.for}>
        <b dir="auto" translate="no">
          {holder.name}
        </b>
        <span dir="auto" translate="no">
          {holder.email}
        </span>
        <small dir="auto" translate="no">
          {holder.organisation}
        </small>
      </p>
      <Form onSubmit={submit}>
        <input type="email" name="email" autoComplete="username" value={holder.email} readOnly hidden />
        <NewPassword
          value={password}
          onChange={(value) => {
            setPassword(value);
            setShort(false);
          }}
          isShort={isShort}
        />
        <FailureAlert failure={failure} />
        <Button type="submit" look="primary" wide busy={isBusy}>
          {t('admin.link.set')}
        </Button>
      </Form>
      <SingleSignOnButton next={null} link={secret} />
    </div>
  );
}
