import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeToken } from '../../../../../src/protocol/api/tokens.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { CopyButton, CopyOutcome, useCopying } from '../../../ui/controls/links/copying.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import form from '../../parts/form.module.css';

/** A token's secret; shown this once. */
export function MadeTokenNote({ made, onKept }: { readonly made: MadeToken; readonly onKept: () => void }) {
  const { t } = useTranslation();
  const { copying, copy } = useCopying();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <div className={form.form}>
      <Alert look="warn">{t('admin.tokens.once')}</Alert>
      <TextField
        ref={field}
        label={t('admin.tokens.secret')}
        value={made.secret}
        readOnly
        translate="no"
        spellCheck={false}
      />
      <div className={form.buttons}>
        <CopyButton copying={copying} label={t('admin.tokens.copy')} onPress={() => void copy(made.secret)} />
        <Button size="small" onClick={onKept}>
          {t('admin.tokens.kept')}
        </Button>
      </div>
      <CopyOutcome copying={copying} copied={t('admin.copied')} refused={t('admin.tokens.copyRefused')} />
    </div>
  );
}
