import { type ReactNode, useId } from 'react';
import { cx } from '../../ui/layout/cx.ts';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** What it is for. */
  readonly lead?: ReactNode;
  /** At its head, beside the title. */
  readonly action?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A card of a page: what belongs together. */
export function Section({ title, lead, action, className, children }: SectionProps) {
  const id = useId();
  return (
    <section className={cx(styles.section, className)} aria-labelledby={id}>
      <header>
        {/* Where the focus goes when what had it in this card is gone. */}
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {action}
      </header>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}
