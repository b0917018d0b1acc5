import type { ReactNode } from 'react';
import { MenuItem } from 'react-aria-components';
import { cx } from '../layout/cx.ts';
import menu from './menu.module.css';

interface ItemProps {
  readonly icon: ReactNode;
  readonly onAction: () => void;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** One line of a menu. */
export function Item({ icon, onAction, danger, children }: ItemProps) {
  return (
    <MenuItem
      className={cx(menu.item, danger && menu.danger)}
      onAction={onAction}
      // Found by typing its first letters.
      {...(typeof children === 'string' && { textValue: children })}
    >
      {icon}
      {children}
    </MenuItem>
  );
}
