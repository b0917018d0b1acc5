import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './alert.module.css';
import { cx } from './cx.ts';

const ICONS = { info: Info, warn: TriangleAlert, danger: CircleAlert };

interface AlertProps {
  readonly look: keyof typeof ICONS;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** `alert` is read at once, `status` when there is a pause. */
  readonly role?: 'alert' | 'status';
}

export function Alert({ look, role, action, children }: AlertProps) {
  const Icon = ICONS[look];
  return (
    <div role={role} className={cx(styles.alert, styles[look])}>
      <Icon size={22} aria-hidden />
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
