import { useSyncExternalStore } from 'react';

interface Fullscreen {
  /** Not on iPhones, nor where a page's rules forbid it. */
  readonly isOffered: boolean;
  readonly isOn: boolean;
  /** To be called from a press. */
  readonly toggle: () => void;
}

/** The page on the whole screen. */
export function useFullscreen(): Fullscreen {
  const isOn = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  return { isOffered: document.fullscreenEnabled === true, isOn, toggle };
}

function toggle(): void {
  // Refused without a press, and of no consequence then.
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => {});
  else document.documentElement.requestFullscreen().catch(() => {});
}

function subscribe(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
}
