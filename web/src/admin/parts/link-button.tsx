import type { ReactNode } from 'react';
import button from '../../ui/controls/button.module.css';
import { cx } from '../../ui/layout/cx.ts';
import { Go } from '../router/go.tsx';
import styles from './link-button.module.css';

interface LinkButtonProps {
  readonly to: string;
  readonly look?: 'plain' | 'primary';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A link to another page that looks like what it is: the next step. */
export function LinkButton({ to, look = 'plain', icon, children }: LinkButtonProps) {
  return (
    <Go to={to} className={cx(button.button, button[look], styles.link, styles[look])}>
      {icon}
      {children}
    </Go>
  );
}
