import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../fields/field.tsx';
import { Alert } from '../standing/alert.tsx';
import { Button } from './button.tsx';
import styles from './copy-link.module.css';
import { copyText } from './copy-text.ts';

/** What became of the last attempt to copy it. */
export type Copying = 'not-yet' | 'copied' | 'refused';

interface CopyLinkProps {
  readonly link: string;
  /** Who it is for and what it opens. */
  readonly hint?: string;
  /** Somebody has tried already. */
  readonly initially?: Copying;
  /** Tries at once, as whoever opened this has asked for. */
  readonly atOnce?: boolean;
}

/** A link to read, to mark and to copy. Whether it is copied is said for the eye and the ear; where it cannot be, too. */
export function CopyLink({ link, hint, initially = 'not-yet', atOnce = false }: CopyLinkProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLDivElement>(null);
  const [copying, setCopying] = useState<Copying>(initially);
  const tried = useRef(false);
  const copy = async () => setCopying((await copyText(link)) ? 'copied' : 'refused');
  const begin = useRef(copy);
  useEffect(() => {
    if (!atOnce || tried.current) return;
    tried.current = true;
    void begin.current();
  }, [atOnce]);
  useEffect(() => {
    if (copying !== 'refused') return;
    // Ready for the keys or the finger that copy it.
    const input = field.current?.querySelector('input');
    input?.focus();
    input?.select();
  }, [copying]);
  return (
    <div className={styles.copy} ref={field}>
      <TextField
        label={t('link.label')}
        {...(hint === undefined ? {} : { hint })}
        readOnly
        value={link}
        dir="ltr"
        translate="no"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        size="small"
        icon={copying === 'copied' ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
        onClick={() => void copy()}
      >
        {t('link.copy')}
      </Button>
      {/* Always there: what appears in a new region is not read. */}
      <div role="status">
        {copying === 'copied' && (
          <p className={styles.copied}>
            <Check size={20} aria-hidden />
            {t('link.copied')}
          </p>
        )}
        {copying === 'refused' && <Alert look="warn">{t('link.refused')}</Alert>}
      </div>
    </div>
  );
}
