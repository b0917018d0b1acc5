import { useEffect, useRef, useState } from 'react';
import { useParts, useSettings } from '../parts.tsx';
import { PushToTalk } from './push-to-talk.ts';
import { TalkHabit } from './talk-habit.ts';
import { useReadyMicrophone } from './use-ready-microphone.ts';

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
  const { shortcuts, readyForKey } = useSettings();
  const isUsed = shortcuts && mayTalk;
  const [habit] = useState(() => new TalkHabit());
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
        const now = performance.now();
        if (isOn) habit.began(now);
        // Whoever has chosen otherwise has.
        else if (habit.ended(now) && settings.get().readyForKey === null) settings.update({ readyForKey: true });
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
  }, [local, settings, habit, isUsed]);
  useReadyMicrophone(isUsed && !isLocked && readyForKey === true);
}
