import styles from './skip-link.module.css';

/** The first stop of the Tab key: past what is only looked at, to where something can be done. */
export function SkipLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <a
      className={styles.skip}
      href={`#${to}`}
      onClick={(event) => {
        // Without a change of the address, which may carry an invitation.
        event.preventDefault();
        document.getElementById(to)?.querySelector<HTMLElement>('button, a[href]')?.focus();
      }}
    >
      {children}
    </a>
  );
}
