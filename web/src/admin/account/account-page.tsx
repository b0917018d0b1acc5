import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '../../ui/standing/alert.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { AdminPage } from '../parts/admin-page.tsx';
import { useAdminFailure } from '../parts/answers/failure.tsx';
import { asked } from '../sign-in/sign-in-page.tsx';
import { FeedSection } from './feed-section.tsx';
import { NameSection } from './name-section.tsx';
import { PasskeysSection } from './passkeys/passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SecondFactorSection } from './second-factor/second-factor-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { SingleSignOnSection } from './single-sign-on-section.tsx';
import { TokensSection } from './tokens/tokens-section.tsx';

/** One's own account; `?error=`: why it could not be tied to the house's sign-in. */
export function AccountPage() {
  const { t } = useTranslation();
  const { router } = useAdmin();
  const words = useAdminFailure();
  const [{ error }] = useState(() => asked(router.query));
  return (
    <AdminPage title={t('admin.account.title')} lead={t('admin.account.lead')}>
      {error !== null && (
        <Alert look="danger" role="alert">
          {words({ code: error })}
        </Alert>
      )}
      <NameSection />
      <PasswordSection />
      <PasskeysSection />
      <SecondFactorSection />
      <SingleSignOnSection />
      <SessionsSection />
      <FeedSection />
      <TokensSection />
    </AdminPage>
  );
}
