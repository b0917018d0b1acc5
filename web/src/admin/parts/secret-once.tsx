import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { CopyButton, CopyOutcome, useCopying } from '../../ui/controls/links/copying.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import form from './form.module.css';

interface SecretOnceProps {
  readonly secret: string;
  /** Whose words these are. */
  readonly of: 'tokens' | 'webhooks' | 'feed';
  readonly onKept: () => void;
}

/** What one has made, to be copied; shown this once, and whoever has made it is led to it. */
export function SecretOnce({ secret, of, onKept }: SecretOnceProps) {
  const { t } = useTranslation();
  const { copying, copy } = useCopying();
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is shown instead
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [secret]);
  return (
    <div className={form.form}>
      <Alert look="warn" role="status">
        {t(`admin.${of}.once`)}
      </Alert>
      <TextField
        ref={field}
        label={t(`admin.${of}.secret`)}
        value={secret}
        readOnly
        translate="no"
        spellCheck={false}
      />
      <div className={form.buttons}>
        <CopyButton copying={copying} label={t(`admin.${of}.copy`)} onPress={() => void copy(secret)} />
        <Button size="small" onClick={onKept}>
          {t(`admin.${of}.kept`)}
        </Button>
      </div>
      <CopyOutcome copying={copying} copied={t('admin.copied')} refused={t(`admin.${of}.copyRefused`)} />
    </div>
  );
}
