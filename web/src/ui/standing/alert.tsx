import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from '../layout/cx.ts';
import styles from './alert.module.css';
import { announce } from './announcer.tsx';

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
  const words = useRef<HTMLDivElement>(null);
  const said = useRef('');
  useEffect(() => {
    // A status that comes together with its text is not read: the region that is always there says it.
    const text = role === 'status' ? (words.current?.textContent ?? '') : '';
    if (text !== '' && text !== said.current) announce(text);
    said.current = text;
  });
  return (
    <div role={role === 'alert' ? role : undefined} className={cx(styles.alert, styles[look])}>
      <Icon size={22} aria-hidden />
      <div ref={words} className={styles.text}>
        {children}
      </div>
      {action}
    </div>
  );
}
