import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../layout/cx.ts';
import { Spinner } from '../standing/spinner.tsx';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly size?: 'normal' | 'small';
  readonly wide?: boolean;
  readonly icon?: ReactNode;
  /** Its effect is on its way: it stays focusable, says so, and does nothing. */
  readonly busy?: boolean;
}

export function Button({ look = 'plain', size = 'normal', wide, icon, busy = false, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else rest.onClick?.(event);
      }}
      className={cx(styles.button, styles[look], styles[size], wide && styles.wide, rest.className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
