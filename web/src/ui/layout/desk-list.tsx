import type { ReactNode } from 'react';
import { useSettling } from '../hooks/use-settling.ts';
import styles from './desk-list.module.css';
import { ScrollArea } from './scroll-area.tsx';

interface DeskListProps {
  readonly title: string;
  /** Of those in it, in order. */
  readonly ids: readonly string[];
  /** What concerns all of them. */
  readonly buttons: ReactNode;
  /** Between the buttons and the rows, always there. */
  readonly above?: ReactNode;
  /** In place of rows. */
  readonly empty: string;
  readonly as: 'ol' | 'ul';
  readonly children: ReactNode;
}

/** A queue at the console's side: its buttons stay where they are, its rows scroll. */
export function DeskList({ title, ids, buttons, above, empty, as: List, children }: DeskListProps) {
  const isSettling = useSettling(ids);
  return (
    <section className={styles.list} aria-label={title}>
      <h2>
        {title} <span className={styles.count}>{ids.length}</span>
      </h2>
      <div className={styles.foot}>{buttons}</div>
      {above}
      <ScrollArea className={styles.rows}>
        {ids.length === 0 && <p className={styles.none}>{empty}</p>}
        <List data-settling={isSettling}>{children}</List>
      </ScrollArea>
    </section>
  );
}
