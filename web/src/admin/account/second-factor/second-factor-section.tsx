import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondFactorBegun } from '../../../../../src/protocol/accounts/accounts.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useAdmin, useMe } from '../../admin-parts.tsx';
import form from '../../parts/form.module.css';
import { Section } from '../../parts/section.tsx';
import { Begin } from './begin.tsx';
import { ConfirmCode } from './confirm-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { Remove } from './remove.tsx';
import styles from './second-factor.module.css';

type Step =
  | { readonly is: 'at-rest' }
  | { readonly is: 'beginning' }
  | { readonly is: 'confirming'; readonly begun: SecondFactorBegun }
  | { readonly is: 'keeping'; readonly codes: readonly string[] }
  | { readonly is: 'removing' };

const AT_REST: Step = { is: 'at-rest' };

/** An authenticator app beside the password: set up in three steps, or removed again. */
export function SecondFactorSection() {
  const { t } = useTranslation();
  const { account } = useAdmin();
  const me = useMe();
  const [step, setStep] = useState<Step>(AT_REST);
  const rest = () => setStep(AT_REST);
  const has = (hasSecondFactor: boolean) => account.signedIn({ ...me, hasSecondFactor });
  const Sign = me.hasSecondFactor ? ShieldCheck : ShieldOff;
  return (
    <Section title={t('admin.secondFactor.title')} lead={t('admin.secondFactor.lead')}>
      <p className={styles.state} data-second-factor={me.hasSecondFactor ? 'on' : 'off'}>
        <Sign size={22} aria-hidden />
        {t(me.hasSecondFactor ? 'admin.secondFactor.isOn' : 'admin.secondFactor.isOff')}
      </p>
      {step.is === 'at-rest' && (
        <div className={form.buttons}>
          {me.hasSecondFactor ? (
            <Button onClick={() => setStep({ is: 'removing' })}>{t('admin.secondFactor.remove')}</Button>
          ) : (
            <Button onClick={() => setStep({ is: 'beginning' })}>{t('admin.secondFactor.setUp')}</Button>
          )}
        </div>
      )}
      {step.is === 'beginning' && <Begin onBegun={(begun) => setStep({ is: 'confirming', begun })} onCancel={rest} />}
      {step.is === 'confirming' && (
        <ConfirmCode
          begun={step.begun}
          onConfirmed={(codes) => {
            setStep({ is: 'keeping', codes });
            has(true);
          }}
          onCancel={rest}
        />
      )}
      {step.is === 'keeping' && <RecoveryCodes codes={step.codes} onKept={rest} />}
      {step.is === 'removing' && (
        <Remove
          onRemoved={() => {
            rest();
            has(false);
          }}
          onCancel={rest}
        />
      )}
    </Section>
  );
}
