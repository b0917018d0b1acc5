import { useEffect, useRef } from 'react';
import type { FloorSource } from '../../../../src/signaling/protocol/index.ts';
import { useSettings } from '../parts.tsx';

/** Whether this keyboard has a Command key where others have Control. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

interface ShortcutActions {
  readonly togglePeople: () => void;
  /** One's own microphone or camera, on or off. */
  readonly press: (source: FloorSource) => void;
}

/** Control (or Command) with D, E; Control and Shift with P: as in other conferences, and only where they are wanted. */
export function useShortcuts({ togglePeople, press }: ShortcutActions): void {
  const { shortcuts } = useSettings();
  const actions = useRef({ togglePeople, press });
  useEffect(() => {
    actions.current = { togglePeople, press };
  });
  useEffect(() => {
    if (!shortcuts) return;
    const pressed = (event: KeyboardEvent) => {
      if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey || event.repeat) return;
      const key = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
      if (key === 'd') actions.current.press('microphone');
      else if (key === 'e') actions.current.press('camera');
      else if (key === 'shift+e') actions.current.togglePeople();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [shortcuts]);
}
