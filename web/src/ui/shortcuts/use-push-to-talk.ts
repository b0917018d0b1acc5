import { useEffect, useRef } from 'react';
import { useParts, useSettings } from '../parts.tsx';
import { PushToTalk } from './push-to-talk.ts';

/** Speaks while the space bar is held. `isFree`: nobody keeps the microphone off. */
export function usePushToTalk(isFree: boolean): void {
  const { local } = useParts();
  const { shortcuts } = useSettings();
  const free = useRef(isFree);
  useEffect(() => {
    free.current = isFree;
  });
  useEffect(() => {
    if (!shortcuts) return;
    const held = new PushToTalk({
      mayTalk: () => free.current && !local.getSnapshot().microphone.wanted,
      talk: (isOn) => local.setWanted('microphone', isOn, { remember: false }),
    });
    // Neither scrolls the page nor presses the button that was clicked last.
    const pressed = (event: KeyboardEvent) => held.pressed(event) && event.preventDefault();
    const released = (event: KeyboardEvent) => held.released(event) && event.preventDefault();
    const end = () => void held.end();
    // Before any field that keeps its keys to itself.
    addEventListener('keydown', pressed, true);
    addEventListener('keyup', released, true);
    addEventListener('blur', end);
    document.addEventListener('visibilitychange', end);
    return () => {
      end();
      removeEventListener('keydown', pressed, true);
      removeEventListener('keyup', released, true);
      removeEventListener('blur', end);
      document.removeEventListener('visibilitychange', end);
    };
  }, [local, shortcuts]);
}
