import type { ReactNode } from 'react';
import { cx } from '../layout/cx.ts';
import { VisuallyHidden } from '../layout/visually-hidden.tsx';
import { Spinner } from '../standing/spinner.tsx';
import styles from './toggle.module.css';

/**
 * What is wanted and is (`on`, `off`), what is wanted and on its way there (`pending`), and what is on and reaches nobody
 * (`covered`).
 */
export type ToggleState = 'on' | 'off' | 'pending' | 'covered';

interface ToggleProps {
  readonly state: ToggleState;
  /** The word under the sign, which is its name too. */
  readonly label: string;
  /** What a press does, and the keys for it. */
  readonly title?: string;
  readonly iconOn: ReactNode;
  readonly iconOff?: ReactNode;
  /** Off is an alarm for a microphone, and nothing special for a panel. */
  readonly offLook?: 'danger' | 'plain';
  readonly problem?: boolean;
  /** What is, where that is not what is wanted: part of its name for screen readers. */
  readonly status?: string | null;
  readonly onPress: () => void;
  readonly wanted: boolean;
  readonly badge?: ReactNode;
  readonly className?: string | undefined;
}

export function Toggle(props: ToggleProps) {
  const {
    state,
    label,
    title,
    iconOn,
    iconOff = iconOn,
    offLook = 'danger',
    wanted,
    problem,
    onPress,
    badge,
    status = null,
  } = props;
  return (
    <button
      type="button"
      className={cx(styles.toggle, styles[state], state === 'off' && styles[offLook], props.className)}
      aria-pressed={wanted}
      aria-busy={state === 'pending' || undefined}
      data-state={state}
      title={title}
      onClick={onPress}
    >
      <span className={styles.icon}>
        {wanted ? iconOn : iconOff}
        {state === 'pending' && (
          <span className={styles.pendingSign}>
            <Spinner size={16} />
          </span>
        )}
        {problem && (
          <span className={styles.problemSign} aria-hidden>
            !
          </span>
        )}
      </span>
      <span className={styles.label}>
        {label}
        {status !== null && <VisuallyHidden>, {status}</VisuallyHidden>}
      </span>
      {badge}
    </button>
  );
}
