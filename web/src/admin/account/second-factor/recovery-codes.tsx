import { Download, Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { CopyButton, CopyOutcome, useCopying } from '../../../ui/controls/links/copying.tsx';
import { saveFile } from '../../../ui/controls/save-file.ts';
import { Alert } from '../../../ui/standing/alert.tsx';
import { useMe } from '../../admin-parts.tsx';
import form from '../../parts/form.module.css';

import styles from './second-factor.module.css';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** For who loses the phone; shown this once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation();
  const { email } = useMe();
  const { copying, copy } = useCopying();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const text = [t('admin.secondFactor.fileTitle', { host: location.host, email }), '', ...codes, ''].join('\n');
  return (
    <div className={form.form}>
      <h3 ref={heading} tabIndex={-1}>
        {t('admin.secondFactor.recovery')}
      </h3>
      <Alert look="warn">{t('admin.secondFactor.once')}</Alert>
      <div className={styles.sheet} data-print="sheet">
        <p className={styles.sheetTitle}>{t('admin.secondFactor.fileTitle', { host: location.host, email })}</p>
        <ol className={styles.codes} translate="no">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className={form.buttons}>
        <CopyButton copying={copying} label={t('admin.secondFactor.copyCodes')} onPress={() => void copy(text)} />
        <Button
          size="small"
          icon={<Download size={18} aria-hidden />}
          onClick={() => saveFile('ersatzcodes.txt', text, 'text/plain')}
        >
          {t('admin.download')}
        </Button>
        <Button size="small" icon={<Printer size={18} aria-hidden />} onClick={() => print()}>
          {t('admin.print')}
        </Button>
      </div>
      <CopyOutcome copying={copying} copied={t('admin.copied')} refused={t('admin.secondFactor.copyRefused')} />
      <div className={form.buttons}>
        <Button look="primary" onClick={onKept}>
          {t('admin.secondFactor.kept')}
        </Button>
      </div>
    </div>
  );
}
