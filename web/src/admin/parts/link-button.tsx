import { ArrowLeft } from 'lucide-react';
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

/** Above a title: to where this belongs. */
export function BackLink({ to, children }: Pick<LinkButtonProps, 'to' | 'children'>) {
  return (
    <Go to={to} className={styles.back}>
      <ArrowLeft size={18} aria-hidden />
      {children}
    </Go>
  );
}
