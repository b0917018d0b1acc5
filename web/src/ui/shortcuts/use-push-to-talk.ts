import { useEffect, useRef } from 'react';
import { useParts, useSettings } from '../parts.tsx';
import { keepReady } from './keep-ready.ts';
import { PushToTalk } from './push-to-talk.ts';

interface Talking {
  /** One may talk at this table at all. */
  readonly mayTalk: boolean;
  /** Others keep the microphone off. */
  readonly isLocked: boolean;
  /** Says so. */
  readonly explain: () => void;
}

/** Speaks while the space bar is held. */
export function usePushToTalk({ mayTalk, isLocked, explain }: Talking): void {
  const { local, settings } = useParts();
  const { shortcuts, talksByKey } = useSettings();
  const isUsed = shortcuts && mayTalk;
  const latest = useRef({ isLocked, explain });
  useEffect(() => {
    latest.current = { isLocked, explain };
  });
  useEffect(() => {
    if (!isUsed) return;
    const held = new PushToTalk({
      microphone: () => {
        if (local.getSnapshot().microphone.wanted) return 'on';
        return latest.current.isLocked ? 'locked' : 'off';
      },
      talk: (isOn) => {
        local.setWanted('microphone', isOn, { remember: false });
        if (isOn && !settings.get().talksByKey) settings.update({ talksByKey: true });
      },
      explain: () => latest.current.explain(),
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
  }, [local, settings, isUsed]);
  useEffect(() => {
    if (!isUsed || isLocked || !talksByKey) return;
    let isAlive = true;
    void keepReady(local, () => isAlive);
    return () => {
      isAlive = false;
    };
  }, [local, isUsed, isLocked, talksByKey]);
}
