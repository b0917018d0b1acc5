import { Fragment, type Key, type ReactElement, type ReactNode } from 'react';
import { jsx } from 'react/jsx-runtime';

/** These hold text alone. */
const PLAIN_TEXT: readonly unknown[] = ['option', 'title', 'textarea', 'script', 'style', 'text', 'tspan'];

type Text = string | number | bigint;
interface WithChildren {
  readonly children?: ReactNode;
}

/**
 * An element's properties with every word in an element of its own. Page translation and extensions take text out of
 * the page and put theirs there: a text that React holds beside others is then no longer where React looks for it,
 * which ends in an exception and a white page, or in a word that never changes again
 * (https://github.com/facebook/react/issues/11538). The sole text of an element is safe: React sets it as a whole.
 * `isStatic`: the children are written one by one, so that their places are their keys.
 */
export function inOwnElements<P>(type: unknown, props: P, isStatic: boolean): P {
  const { children } = props as WithChildren;
  if (Array.isArray(children)) {
    const wrapped = PLAIN_TEXT.includes(type) ? joined(children) : wrapAll(children, isStatic);
    return wrapped === children ? props : { ...props, children: wrapped };
  }
  // A fragment is no element: its text stands beside whatever is around it.
  return type === Fragment && isText(children) ? { ...props, children: words(String(children)) } : props;
}

/** Whether children are left that are written one by one; texts alone may have become one. */
export function hasSeveral(props: unknown): boolean {
  return Array.isArray((props as WithChildren).children);
}

function wrapAll(children: readonly ReactNode[], isStatic: boolean): readonly ReactNode[] {
  const wrapped: ReactNode[] = [];
  let changed = false;
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (isText(child)) {
      // Texts in a row are one: each by itself would be an item of its own where they stand in a row of boxes.
      const end = endOfTexts(children, index);
      wrapped.push(words(children.slice(index, end).join(''), isStatic ? undefined : `words-${index}`));
      // The places of those that follow stay, since they are what React knows them by.
      for (let filled = index + 1; filled < end; filled++) wrapped.push(null);
      index = end - 1;
      changed = true;
    } else if (Array.isArray(child)) {
      const inner = wrapAll(child, false);
      changed ||= inner !== child;
      wrapped.push(inner);
    } else wrapped.push(child);
  }
  return changed ? wrapped : children;
}

function endOfTexts(children: readonly ReactNode[], start: number): number {
  let end = start + 1;
  while (end < children.length && isText(children[end])) end += 1;
  return end;
}

function joined(children: readonly ReactNode[]): ReactNode {
  return children.every((child) => isText(child) || isNothing(child))
    ? children.filter((child) => isText(child)).join('')
    : children;
}

/** React makes no node of an empty one. */
function isText(child: ReactNode): child is Text {
  return (typeof child === 'string' && child !== '') || typeof child === 'number' || typeof child === 'bigint';
}

function isNothing(child: ReactNode): boolean {
  return child === null || child === undefined || typeof child === 'boolean' || child === '';
}

function words(text: string, key?: Key): ReactElement {
  return jsx('span', { children: text }, key);
}
