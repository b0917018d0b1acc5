import { cx } from '../layout/cx.ts';
import styles from './fitted-name.module.css';
import { Sentence } from './sentence.tsx';
import { softHyphens } from './soft-hyphens.ts';

interface FittedNameProps {
  readonly name: string;
  /** In front of it, such as a place in a queue. */
  readonly before?: string;
  /** Tells it from others that are the same; null: none is. */
  readonly twin?: number | null | undefined;
  readonly className?: string | undefined;
}

/** Somebody's name where there is little room: two lines at most, long words broken with a hyphen. */
export function FittedName({ name, before, twin, className }: FittedNameProps) {
  return (
    <span className={cx(styles.name, className)} title={name}>
      {before !== undefined && <span>{`${before} `}</span>}
      <bdi translate="no" data-fitted>
        {softHyphens(name)}
      </bdi>
      {twin != null && <span>{` (${twin})`}</span>}
    </span>
  );
}

/** A sentence about somebody in the same room. */
export function FittedSentence({ say }: { readonly say: (keep: (name: string) => string) => string }) {
  return (
    <span className={styles.name} title={say((name) => name)}>
      <Sentence say={(keep) => say((name) => keep(softHyphens(name)))} />
    </span>
  );
}
