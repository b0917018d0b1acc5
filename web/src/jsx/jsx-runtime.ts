import type { ElementType, Key, ReactElement } from 'react';
import * as react from 'react/jsx-runtime';
import { hasSeveral, inOwnElements } from './words.ts';

// What the compiler makes of JSX in this client (`jsxImportSource`).
export { Fragment, type JSX } from 'react/jsx-runtime';

export function jsx(type: ElementType, props: unknown, key?: Key): ReactElement {
  return react.jsx(type, inOwnElements(type, props, false), key);
}

export function jsxs(type: ElementType, props: unknown, key?: Key): ReactElement {
  const own = inOwnElements(type, props, true);
  return hasSeveral(own) ? react.jsxs(type, own, key) : react.jsx(type, own, key);
}
