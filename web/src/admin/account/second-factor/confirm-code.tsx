import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  CONFIRM_SECOND_FACTOR,
  type SecondFactorBegun,
  type SecondFactorConfirmed,
} from '../../../../../src/protocol/accounts/accounts.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { CopyButton, CopyOutcome, useCopying } from '../../../ui/controls/links/copying.tsx';
import { QrCode } from '../../../ui/controls/links/qr-code.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { useDoing } from '../../server/use-doing.ts';
import styles from './second-factor.module.css';

const confirmedSchema = z.object({
  recoveryCodes: z.array(z.string()),
}) satisfies z.ZodType<SecondFactorConfirmed>;

interface ConfirmCodeProps {
  readonly begun: SecondFactorBegun;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** The app takes the secret by its camera or its keys, and shows by a first code that it has it. */
export function ConfirmCode({ begun, onConfirmed, onCancel }: ConfirmCodeProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const { copying, copy } = useCopying();
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => codeField.current?.focus({ preventScroll: true }), []);
  const submit = () => {
    if (code.trim() === '') return setMissing(true);
    const body = { code: code.trim() };
    void run(
      () => server.ask('POST', CONFIRM_SECOND_FACTOR, { body, answer: confirmedSchema }),
      ({ recoveryCodes }) => onConfirmed(recoveryCodes),
    );
  };
  return (
    <Form onSubmit={submit}>
      <div className={styles.app}>
        <QrCode text={begun.url} label={t('admin.secondFactor.code')} />
        <div className={styles.byHand}>
          <p>{t('admin.secondFactor.scan')}</p>
          <div>
            <p className={form.hint}>{t('admin.secondFactor.secret')}</p>
            {/* In groups, as it is typed from here. */}
            <p className={styles.secret} translate="no">
              {begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}
            </p>
          </div>
          <CopyButton
            copying={copying}
            label={t('admin.secondFactor.copySecret')}
            onPress={() => void copy(begun.secret)}
          />
          <CopyOutcome copying={copying} copied={t('admin.copied')} refused={t('admin.secondFactor.typeIt')} />
        </div>
      </div>
      <TextField
        ref={codeField}
        label={t('admin.secondFactor.firstCode')}
        name="code"
        value={code}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          setMissing(false);
        }}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={64}
        translate="no"
        required
        error={isMissing ? t('admin.signIn.codeMissing') : null}
      />
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button type="submit" look="primary" busy={isBusy}>
          {t('admin.secondFactor.confirm')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
