import { useEffect, useRef } from 'react';
import { useSettings } from '../parts.tsx';
import { type Shortcut, shortcutOf } from './shortcut-keys.ts';

/** What the keys do; what cannot be done just now is absent, and its keys are the browser's. */
export type ShortcutActions = Readonly<Partial<Record<Shortcut, () => void>>>;

/** Control (or Command) with a letter, some with Shift: where they are wanted. */
export function useShortcuts(actions: ShortcutActions): void {
  const { shortcuts } = useSettings();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!shortcuts) return;
    const pressed = (event: KeyboardEvent) => {
      const does = shortcutOf(event);
      const act = does && latest.current[does];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [shortcuts]);
}
