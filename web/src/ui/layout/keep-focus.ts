import { type RefObject, useEffect, useRef } from 'react';

/** Marks what takes the focus over from whatever goes away beside it; headings that may have it do so unmarked. */
export const FOCUS_HOME = '[data-focus-home]';
const HOMES = `${FOCUS_HOME}, :is(h1, h2, h3)[tabindex="-1"]`;

/** Keeps the focus of those who use the keyboard or a screen reader in the page: see keepFocus. */
export function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  return root;
}

/** What had the focus last, and all that it stood in, from the inside out. */
interface Focused {
  readonly element: HTMLElement;
  readonly within: readonly Element[];
  /** In a menu or a question over the page: that one's own. */
  readonly over: Element | null;
}

/**
 * Whatever has the focus may go: pressed for the last time, settled by others, switched off. Browsers drop the focus then,
 * and the next press of Tab begins at the top. The nearest home takes it over; a group that is switched off for a while
 * gives it back. Returns what ends it.
 */
function keepFocus(root: HTMLElement): () => void {
  let last: Focused | null = null;
  let isAway = false;
  let frame = 0;

  const settle = (records: readonly MutationRecord[]) => {
    if (last === null || !isDropped(last)) return;
    const { element, over } = last;
    if (over !== null) {
      if (!over.isConnected) afterOverlay();
      return;
    }
    const fate = fateOf(element);
    if (fate === 'gone') goHome(last.within);
    else if (fate === 'resting') isAway = true;
    else if (isAway || records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(element)))) {
      // Back from its rest, or moved to another place in a list.
      isAway = false;
      element.focus({ preventScroll: true });
    }
  };
  /** Menus and questions give the focus back by themselves, a frame later, where there is still something to give it to. */
  const afterOverlay = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (last === null || !isDropped(last)) return;
        if (fateOf(last.element) === 'there') last.element.focus();
        else goHome(last.within);
      });
    });
  };
  const observer = new MutationObserver(settle);

  const focused = ({ target }: FocusEvent) => {
    isAway = false;
    if (!(target instanceof HTMLElement)) return;
    if (!root.contains(target)) last = last === null ? null : { ...last, over: target };
    else last = { element: target, within: ancestorsOf(target, root), over: null };
  };
  const left = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null) return;
    queueMicrotask(() => {
      settle(observer.takeRecords());
      // Left for nothing by their own wish, such as a press beside everything.
      if (last?.over === null && nothingFocused() && fateOf(last.element) === 'there') last = null;
    });
  };

  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'inert'],
  });
  document.addEventListener('focusin', focused);
  document.addEventListener('focusout', left);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    document.removeEventListener('focusin', focused);
    document.removeEventListener('focusout', left);
  };
}

export function nothingFocused(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isDropped({ element }: Focused): boolean {
  // Until the next frame browsers name what has been switched off.
  return nothingFocused() || (document.activeElement === element && fateOf(element) !== 'there');
}

/** `resting`: switched off with the group that it belongs to. */
function fateOf(element: HTMLElement): 'there' | 'resting' | 'gone' {
  if (!element.isConnected || element.closest('[inert]') !== null || element.hasAttribute('disabled')) return 'gone';
  return element.matches(':disabled') ? 'resting' : 'there';
}

function ancestorsOf(element: Element, root: Element): readonly Element[] {
  const ancestors: Element[] = [];
  for (let one: Element | null = element; one !== null && one !== root; one = one.parentElement) ancestors.push(one);
  return [...ancestors.slice(1), root];
}

function goHome(within: readonly Element[]): void {
  for (const one of within) {
    if (!one.isConnected || one.closest('[inert]') !== null) continue;
    const homes = one.querySelectorAll<HTMLElement>(HOMES);
    const home = [...homes].find((candidate) => candidate.closest('[inert]') === null);
    if (home === undefined) continue;
    home.focus();
    return;
  }
}
