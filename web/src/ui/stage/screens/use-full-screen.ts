import { useCallback, useEffect, useRef, useState } from 'react';
import type { SharedScreen } from '../../../call/media/shared-screen.ts';

export interface FullScreen {
  /** Whose screen has all of the page to itself; null: nobody's. */
  readonly screen: SharedScreen | null;
  /** To be called from a press. */
  readonly toggle: (participantId: string) => void;
}

/**
 * One shared screen in all of the page, and the page on the whole screen where the browser has that (not on iPhones). It
 * is the page that is full, so that questions, notices and the bar are seen there as well.
 */
export function useFullScreen(screens: readonly SharedScreen[]): FullScreen {
  const [wantedId, setWanted] = useState<string | null>(null);
  /** The page was not full before. */
  const hasBegun = useRef(false);
  /** A browser may take a while to make it so. */
  const wants = useRef(false);
  const screen = screens.find(({ participantId }) => participantId === wantedId) ?? null;
  const leave = useCallback(() => {
    setWanted(null);
    wants.current = false;
    if (hasBegun.current && document.fullscreenElement !== null) document.exitFullscreen().catch(() => {});
    hasBegun.current = false;
  }, []);
  const toggle = (participantId: string) => {
    if (participantId === screen?.participantId) return leave();
    setWanted(participantId);
    if (document.fullscreenEnabled !== true || document.fullscreenElement !== null) return;
    wants.current = true;
    // Refused, it has all of the page at least.
    document.documentElement.requestFullscreen().then(
      () => {
        hasBegun.current = true;
        if (!wants.current) leave();
      },
      () => {},
    );
  };
  const isOn = screen !== null;
  const isOver = wantedId !== null && !isOn;
  useEffect(() => {
    if (isOver) leave();
  }, [isOver, leave]);
  useEffect(() => {
    if (!isOn) return;
    const changed = () => document.fullscreenElement === null && leave();
    // Out of the whole screen the browser itself leads by that key.
    const pressed = ({ key, target }: KeyboardEvent) => {
      const isPanels = target instanceof Element && target.closest('aside') !== null;
      if (key === 'Escape' && !isPanels && document.fullscreenElement === null) leave();
    };
    document.addEventListener('fullscreenchange', changed);
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      document.removeEventListener('keydown', pressed);
    };
  }, [isOn, leave]);
  // Where the pictures go away as a whole, as into the small window.
  useEffect(() => leave, [leave]);
  return { screen, toggle };
}
