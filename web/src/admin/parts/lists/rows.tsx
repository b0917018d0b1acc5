import type { ReactNode } from 'react';
import styles from './rows.module.css';

/** A list of like things. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>;
}

interface RowProps {
  readonly title: ReactNode;
  /** Beside the title: what is special about it. */
  readonly badge?: ReactNode;
  readonly detail?: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** One of them: what it is called, what is to be known of it, and what can be done. */
export function Row({ title, badge, detail, action, children }: RowProps) {
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.title}>
          {title}
          {badge}
        </p>
        {detail && <p className={styles.detail}>{detail}</p>}
      </div>
      {action && <div className={styles.actions}>{action}</div>}
      {children}
    </li>
  );
}

interface BadgeProps {
  readonly look?: 'plain' | 'good' | 'warn' | 'accent';
  readonly children: ReactNode;
}

export function Badge({ look = 'plain', children }: BadgeProps) {
  return <span className={`${styles.badge} ${styles[look]}`}>{children}</span>;
}
