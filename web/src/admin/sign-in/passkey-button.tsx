import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { useDoing } from '../server/use-doing.ts';
import { type DeviceTrouble, requestSchema, takePasskey, useNoLongerAsked, usePasskeys } from './passkey-device.ts';
import { signedInSchema } from './signed-in.ts';

/** By finger, face or PIN in place of the password, where the browser can. */
export function PasskeyButton({ onSignedIn }: { readonly onSignedIn: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { server, account } = useAdmin();
  const isOffered = usePasskeys();
  const { isBusy, failure, run } = useDoing();
  const [trouble, setTrouble] = useState<DeviceTrouble | null>(null);
  useNoLongerAsked();
  if (!isOffered) return null;
  const signIn = () => {
    setTrouble(null);
    void run(
      async () => {
        const answered = await takePasskey(
          await server.ask('POST', '/api/passkeys/challenge', { answer: requestSchema }),
        );
        if ('trouble' in answered) return answered;
        const { passkey } = answered;
        return server.ask('POST', '/api/passkeys/sign-in', { body: { passkey }, answer: signedInSchema });
      },
      (came) => {
        if ('trouble' in came) return setTrouble(came.trouble);
        account.signedIn(came.me);
        onSignedIn?.();
      },
    );
  };
  return (
    <div className={form.form}>
      <Button wide busy={isBusy} icon={<Fingerprint size={20} aria-hidden />} onClick={signIn}>
        {t('admin.passkeys.signIn')}
      </Button>
      <FailureAlert failure={failure} />
      <div role="alert" className={form.said}>
        {trouble !== null && <Alert look="warn">{t(`admin.passkeys.trouble.${trouble}`)}</Alert>}
      </div>
    </div>
  );
}
