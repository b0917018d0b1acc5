import { Circle, CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Spinner } from '../../../ui/standing/spinner.tsx';
import styles from './check.module.css';

/** How a row stands: the sign, and the colour of its words. */
export type Sign = 'waiting' | 'running' | 'works' | 'fails' | 'none';

interface RowProps {
  /** For whoever reads the page by a program. */
  readonly name: string;
  readonly sign: Sign;
  readonly title: string;
  readonly detail?: string | null;
  readonly words: string;
  readonly children?: ReactNode;
}

export function Row({ name, sign, title, detail = null, words, children }: RowProps) {
  return (
    <li className={styles.row} data-check={name} data-outcome={sign}>
      <SignIcon sign={sign} />
      <span className={styles.title}>
        {title}
        {detail !== null && <small>{detail}</small>}
      </span>
      <span className={styles.words}>{words}</span>
      {children && <div className={styles.more}>{children}</div>}
    </li>
  );
}

function SignIcon({ sign }: { readonly sign: Sign }) {
  switch (sign) {
    case 'works':
      return <CircleCheck size={24} aria-hidden />;
    case 'fails':
      return <CircleX size={24} aria-hidden />;
    case 'none':
      return <CircleMinus size={24} aria-hidden />;
    case 'running':
      return <Spinner size={24} />;
    case 'waiting':
      return <Circle size={24} aria-hidden />;
  }
}
