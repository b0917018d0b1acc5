import { type FocusEvent, type KeyboardEvent, useState } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * The menus of all tiles are one stop of the Tab key, or dozens would stand before the microphone; the arrows, Home and
 * End lead from one to the next (ARIA Authoring Practices: roving tabindex).
 */
export function useTileKeys(ids: readonly string[]) {
  const [last, setLast] = useState<string | null>(null);
  const tabStop = last !== null && ids.includes(last) ? last : (ids[0] ?? null);
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => setLast((before) => target.dataset.tileMenu ?? before);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { currentTarget, target, key } = event;
    if (!(target instanceof HTMLElement) || target.dataset.tileMenu === undefined) return;
    const menus = [...currentTarget.querySelectorAll<HTMLElement>('[data-tile-menu]')];
    const at = menus.indexOf(target);
    const step = STEPS[key];
    const next = key === 'Home' ? 0 : key === 'End' ? menus.length - 1 : step === undefined ? null : at + step;
    if (next === null) return;
    event.preventDefault();
    menus[next]?.focus();
  };
  return { tabStop, listeners: { onFocus, onKeyDownCapture: onKeyDown } };
}
