import { type RefObject, useCallback, useSyncExternalStore } from 'react';

interface Fullscreen {
  /** Not on iPhones, nor where a page's rules forbid it. */
  readonly isOffered: boolean;
  readonly isOn: boolean;
  /** To be called from a press. */
  readonly toggle: () => void;
}

/** An element, or the page where none is named, on the whole screen. */
export function useFullscreen(ref?: RefObject<HTMLElement | null>): Fullscreen {
  const elementOf = useCallback(() => (ref === undefined ? document.documentElement : ref.current), [ref]);
  const isOn = useSyncExternalStore(subscribe, () => {
    const element = elementOf();
    return element !== null && document.fullscreenElement === element;
  });
  const toggle = useCallback(() => {
    // Refused without a press, and of no consequence then.
    if (document.fullscreenElement === elementOf()) document.exitFullscreen().catch(() => {});
    else
      elementOf()
        ?.requestFullscreen()
        .catch(() => {});
  }, [elementOf]);
  return { isOffered: document.fullscreenEnabled === true, isOn, toggle };
}

function subscribe(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed);
  return () => document.removeEventListener('fullscreenchange', changed);
}
