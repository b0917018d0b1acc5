import { X } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../fields/composing.ts';
import { FOCUS_HOME, nothingFocused } from './keep-focus.ts';
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
  readonly children: ReactNode;
}

/** Beside the pictures; on a phone over them. Its heading has the focus when it opens, and gives it back. */
export function SidePanel({ title, extra, actions, onClose, footer, children }: SidePanelProps) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element>(null);
  useEffect(() => {
    before.current = document.activeElement;
    heading.current?.focus();
  }, []);
  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      if (!nothingFocused() && !element?.contains(document.activeElement)) return;
      // What it covers on the smallest screens takes no focus as long as it is there.
      if (element) element.hidden = true;
      giveBack(before.current);
    };
  }, []);
  return (
    <aside
      ref={panel}
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

/** What it was opened with may be gone, such as a line of a menu: then the menu's button takes its place. */
function giveBack(before: Element | null): void {
  if (before instanceof HTMLElement && before !== document.body) before.focus();
  if (document.activeElement !== before) document.querySelector<HTMLElement>(FOCUS_HOME)?.focus();
}
