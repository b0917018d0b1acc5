import { useEffect, useRef } from 'react';
import { useParts, useSettings } from '../parts.tsx';

/** Whether this keyboard has a Command key where others have Control. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Control (or Command) with D, E; Control and Shift with P: as in other conferences, and only where they are wanted. */
export function useShortcuts({ togglePeople }: { readonly togglePeople: () => void }): void {
  const { local } = useParts();
  const { shortcuts } = useSettings();
  const people = useRef(togglePeople);
  useEffect(() => {
    if (!shortcuts) return;
    const pressed = (event: KeyboardEvent) => {
      if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey || event.repeat) return;
      const sources = local.getSnapshot();
      const key = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
      if (key === 'd') local.setWanted('microphone', !sources.microphone.wanted);
      else if (key === 'e') local.setWanted('camera', !sources.camera.wanted);
      else if (key === 'shift+e') people.current();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [local, shortcuts]);
}
