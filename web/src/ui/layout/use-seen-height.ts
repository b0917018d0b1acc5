import { useEffect } from 'react';

/** Of the page, in CSS pixels; as in the table's style. */
const SEEN_HEIGHT = '--seen-height';
/** A browser's own bars are lower than any keyboard. */
const LEAST_KEYBOARD = 120;

interface Seen {
  readonly height: number;
  /** Above 1: somebody has enlarged the page, and sees a part of it. */
  readonly scale: number;
}

/** How much of the page a keyboard leaves, where it lies over the page; null: there is none. */
export function leftByKeyboard({ height, scale }: Seen, pageHeight: number): number | null {
  return scale > 1.01 || pageHeight - height < LEAST_KEYBOARD ? null : height;
}

/**
 * Keeps what one writes in, and what it answers, above a keyboard. Chromium makes the page smaller by itself; Safari lays
 * the keyboard over it and pushes its top away.
 */
export function useSeenHeight(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const { style } = document.documentElement;
    const settle = () => {
      const left = leftByKeyboard(seen, innerHeight);
      if (left === null) style.removeProperty(SEEN_HEIGHT);
      else style.setProperty(SEEN_HEIGHT, `${left}px`);
      if (left !== null && seen.offsetTop > 0) scrollTo(0, 0);
    };
    settle();
    seen.addEventListener('resize', settle);
    return () => {
      seen.removeEventListener('resize', settle);
      style.removeProperty(SEEN_HEIGHT);
    };
  }, []);
}
