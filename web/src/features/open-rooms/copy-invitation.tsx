import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton, CopyOutcome, useCopying } from '../../ui/controls/links/copying.tsx';
import { TextArea } from '../../ui/fields/field.tsx';
import styles from './open-rooms.module.css';

/** For whoever writes mails elsewhere. The text itself is shown where it cannot be copied. */
export function CopyInvitation({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { copying, copy } = useCopying();
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (copying !== 'refused') return;
    const area = field.current?.querySelector('textarea');
    area?.focus();
    area?.select();
  }, [copying]);
  return (
    <div className={styles.copy} ref={field}>
      <CopyButton copying={copying} label={t('made.mail.copy')} onPress={() => void copy(text)} />
      <CopyOutcome copying={copying} copied={t('made.mail.copied')} refused={t('made.mail.refused')} />
      {copying === 'refused' && <TextArea label={t('made.mail.text')} readOnly rows={10} value={text} translate="no" />}
    </div>
  );
}
