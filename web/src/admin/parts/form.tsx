import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './form.module.css';

const FIRST_FIELD = ':is(input:not([hidden]), select, textarea)';

interface FormProps {
  /** Of several cards, or within one. */
  readonly look?: 'form' | 'sections';
  /** It was opened by a press just now, and its first field has the focus. */
  readonly isOpened?: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** When it is to be sent and marks what is wrong, the first such field has the focus, so that it is seen and read. */
export function Form({ look = 'form', isOpened = false, onSubmit, children }: FormProps) {
  const own = useRef<HTMLFormElement>(null);
  const focus = (field: string) => own.current?.querySelector<HTMLElement>(field)?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is opened, and not again
  useEffect(() => void (isOpened && focus(FIRST_FIELD)), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
    // Once it is marked.
    requestAnimationFrame(() => focus('[aria-invalid]'));
  };
  return (
    <form ref={own} className={styles[look]} onSubmit={submit} noValidate>
      {children}
    </form>
  );
}
