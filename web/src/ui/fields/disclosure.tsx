import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './disclosure.module.css';

/** What is needed seldom, behind its title. A button: not every screen reader says of `summary` whether it is open. */
export function Disclosure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.disclosure}>
      <h3>
        <button type="button" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
          {title}
          <ChevronDown size={20} aria-hidden />
        </button>
      </h3>
      {open && (
        <div id={id} className={styles.content}>
          {children}
        </div>
      )}
    </div>
  );
}
