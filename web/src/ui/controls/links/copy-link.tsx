import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../fields/field.tsx';
import styles from './copy-link.module.css';
import { CopyButton, type Copying, CopyOutcome, useCopying } from './copying.tsx';

/** Of what is copied, where it is no link or one of several. */
interface CopyWords {
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
  readonly refused: string;
}

interface CopyLinkProps {
  readonly link: string;
  readonly words?: CopyWords;
  /** Who it is for and what it opens. */
  readonly hint?: string;
  /** Somebody has tried already. */
  readonly initially?: Copying;
  /** Tries at once, as whoever opened this has asked for. */
  readonly atOnce?: boolean;
}

/** A link, or another line, to read, to mark and to copy. Whether it is copied is said for the eye and the ear; where it cannot be, too. */
export function CopyLink({ link, words, hint, initially = 'not-yet', atOnce = false }: CopyLinkProps) {
  const { t } = useTranslation();
  const {
    label,
    copy: copyIt,
    copied,
    refused,
  } = words ?? {
    label: t('link.label'),
    copy: t('link.copy'),
    copied: t('link.copied'),
    refused: t('link.refused'),
  };
  const field = useRef<HTMLDivElement>(null);
  const { copying, copy } = useCopying(initially);
  const tried = useRef(false);
  const begin = useRef(() => copy(link));
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
    // The browser shows the end of what is marked.
    if (input) input.scrollLeft = 0;
  }, [copying]);
  return (
    <div className={styles.copy} ref={field}>
      <TextField
        label={label}
        {...(hint === undefined ? {} : { hint })}
        readOnly
        value={link}
        dir="ltr"
        translate="no"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton copying={copying} label={copyIt} onPress={() => void copy(link)} />
      <CopyOutcome copying={copying} copied={copied} refused={refused} />
    </div>
  );
}
