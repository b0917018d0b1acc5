import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../standing/announcer.tsx';

/** CSS pixels that a finger goes before it turns a page, and how much further sideways than up or down. */
const SWIPE = 48;
const SIDEWAYS = 1.5;
/** There the keys scroll what is written. */
const SCROLLS =
  'aside, section, input, textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const KEYS: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

export interface Turning {
  readonly turnTo: (page: number) => void;
  readonly listeners: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
  };
}

/** Which page one has turned to; what is laid out may have fewer. */
export function usePage(): readonly [number, (page: number) => void] {
  return useState(0);
}

/** Turns the pages: by buttons, by a finger, and by the keys that do so everywhere. Which it is, is said. */
export function useTurning(
  stage: RefObject<HTMLElement | null>,
  { page, pages }: { readonly page: number; readonly pages: number },
  setPage: (page: number) => void,
): Turning {
  const { t } = useTranslation();
  const begun = useRef<{ x: number; y: number } | null>(null);
  const turnTo = (wanted: number) => {
    const next = Math.min(Math.max(0, wanted), pages - 1);
    if (next === page) return;
    setPage(next);
    announce(t('view.pageSaid', { page: next + 1, pages }));
  };
  const latest = useRef(turnTo);
  useEffect(() => {
    latest.current = turnTo;
  });
  useEffect(() => {
    if (pages < 2) return;
    const pressed = (event: KeyboardEvent) => {
      const step = KEYS[event.key];
      const { target } = event;
      if (step === undefined || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const isHere = target instanceof Node && stage.current?.contains(target);
      if (!isHere && target instanceof Element && target.closest(SCROLLS) !== null) return;
      event.preventDefault();
      latest.current(page + step);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [stage, page, pages]);
  return {
    turnTo,
    listeners: {
      onPointerDown: ({ pointerType, clientX, clientY, isPrimary }) => {
        begun.current = pointerType === 'touch' && isPrimary ? { x: clientX, y: clientY } : null;
      },
      onPointerUp: ({ clientX, clientY }) => {
        if (begun.current === null) return;
        const across = clientX - begun.current.x;
        const along = clientY - begun.current.y;
        begun.current = null;
        if (Math.abs(across) < SWIPE || Math.abs(across) < SIDEWAYS * Math.abs(along)) return;
        turnTo(page + (across < 0 ? 1 : -1));
      },
    },
  };
}
