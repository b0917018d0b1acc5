import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Alert } from '../../standing/alert.tsx';
import { Button } from '../button.tsx';
import { copyText } from './copy-text.ts';
import styles from './copying.module.css';

/** What became of the last attempt to copy something. */
export type Copying = 'not-yet' | 'copied' | 'refused';

/** `initially`: somebody has tried already. */
export function useCopying(initially: Copying = 'not-yet') {
  const [copying, setCopying] = useState(initially);
  const copy = async (text: string) => setCopying((await copyText(text)) ? 'copied' : 'refused');
  return { copying, copy };
}

interface CopyButtonProps {
  readonly copying: Copying;
  readonly label: ReactNode;
  readonly onPress: () => void;
}

export function CopyButton({ copying, label, onPress }: CopyButtonProps) {
  const Sign = copying === 'copied' ? Check : Copy;
  return (
    <Button size="small" icon={<Sign size={18} aria-hidden />} onClick={onPress}>
      {label}
    </Button>
  );
}

interface CopyOutcomeProps {
  readonly copying: Copying;
  readonly copied: string;
  readonly refused: string;
}

/** For the eye and the ear. */
export function CopyOutcome({ copying, copied, refused }: CopyOutcomeProps) {
  return (
    // Always there: what appears in a new region is not read.
    <div role="status" className={styles.outcome}>
      {copying === 'copied' && (
        <p className={styles.copied}>
          <Check size={20} aria-hidden />
          {copied}
        </p>
      )}
      {copying === 'refused' && <Alert look="warn">{refused}</Alert>}
    </div>
  );
}
