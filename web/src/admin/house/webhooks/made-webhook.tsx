import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeWebhook } from '../../../../../src/protocol/api/webhooks.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { CopyButton, CopyOutcome, useCopying } from '../../../ui/controls/links/copying.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import form from '../../parts/form.module.css';

/** By what its receiver knows messages from here; shown this once. */
export function MadeWebhookNote({ made, onKept }: { readonly made: MadeWebhook; readonly onKept: () => void }) {
  const { t } = useTranslation();
  const { copying, copy } = useCopying();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <div className={form.form}>
      <Alert look="warn">{t('admin.webhooks.once')}</Alert>
      <TextField
        ref={field}
        label={t('admin.webhooks.secret')}
        value={made.secret}
        readOnly
        translate="no"
        spellCheck={false}
      />
      <div className={form.buttons}>
        <CopyButton copying={copying} label={t('admin.webhooks.copy')} onPress={() => void copy(made.secret)} />
        <Button size="small" onClick={onKept}>
          {t('admin.webhooks.kept')}
        </Button>
      </div>
      <CopyOutcome copying={copying} copied={t('admin.copied')} refused={t('admin.webhooks.copyRefused')} />
    </div>
  );
}
