import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from './composing.ts';
import styles from './side-panel.module.css';

interface SidePanelProps {
  readonly title: string;
  /** Beside the title. */
  readonly extra?: ReactNode;
  /** Buttons beside the one that closes it. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  /** Below what scrolls. */
  readonly footer?: ReactNode;
  /** Whatever comes and goes may take the focus along; the heading takes it over when this changes. */
  readonly focusKey?: unknown;
  readonly children: ReactNode;
}

/** Beside the pictures; on a phone over them. Its heading has the focus when it opens, and gives it back. */
export function SidePanel({ title, extra, actions, onClose, footer, focusKey, children }: SidePanelProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (nothingFocused() && before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    if (focusKey !== undefined && nothingFocused()) heading.current?.focus();
  }, [focusKey]);
  return (
    <aside
      className={styles.panel}
      aria-label={title}
      onKeyDown={(event) => event.key === 'Escape' && !isComposing(event.nativeEvent) && onClose()}
    >
      <header className={styles.header}>
        <h2 ref={heading} tabIndex={-1}>
          {title} {extra}
        </h2>
        <div className={styles.actions}>
          {actions}
          <PanelAction label={t('common.close')} onPress={onClose}>
            <X size={22} aria-hidden />
          </PanelAction>
        </div>
      </header>
      {children}
      {footer}
    </aside>
  );
}

interface PanelActionProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A sign in the panel's head. */
export function PanelAction({ label, onPress, children }: PanelActionProps) {
  return (
    <button type="button" className={styles.action} aria-label={label} title={label} onClick={onPress}>
      {children}
    </button>
  );
}

function nothingFocused(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
