import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { returnPathOf } from '../../../../src/protocol/accounts/return-path.ts';
import { ERROR_CODES } from '../../../../src/protocol/codes.ts';
import { usePlace } from '../../ui/hooks/use-place.ts';
import { Page } from '../../ui/page/page.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { useAdminFailure } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Forgotten } from './forgotten.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** `/verwaltung/anmelden?error=&next=`: why one is here, and where one goes on. */
export function SignInPage() {
  const { t } = useTranslation();
  const { settings, router } = useAdmin();
  const words = useAdminFailure();
  const [{ error, next }] = useState(() => asked(router.query));
  const heading = usePlace<HTMLHeadingElement>(t('admin.tabTitle', { page: t('admin.signIn.title') }));
  return (
    <Page settings={settings}>
      <main className={styles.place}>
        <header>
          <h1 ref={heading} tabIndex={-1}>
            {t('admin.signIn.title')}
          </h1>
          <p className={styles.lead}>{t('admin.signIn.lead')}</p>
        </header>
        <div role="alert" className={form.said}>
          {error !== null && <Alert look="warn">{words({ code: error })}</Alert>}
        </div>
        <div className={styles.card}>
          <SignInForm next={next} />
        </div>
        <Forgotten />
      </main>
    </Page>
  );
}

/** What an address says; made-up errors are none, and nobody is led elsewhere. */
export function asked(query: URLSearchParams) {
  const error = ERROR_CODES.find((code) => code === query.get('error')) ?? null;
  return { error, next: returnPathOf(query.get('next') ?? '') };
}
