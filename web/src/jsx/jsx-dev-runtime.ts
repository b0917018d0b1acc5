import type { ElementType, Key, ReactElement } from 'react';
import * as react from 'react/jsx-dev-runtime';
import { inOwnElements } from './words.ts';

// The same for the development server, which asks for this one.
export { Fragment, type JSX } from 'react/jsx-dev-runtime';

type Rest = [source?: react.JSXSource, self?: unknown];

export function jsxDEV(
  type: ElementType,
  props: unknown,
  key: Key | undefined,
  isStatic: boolean,
  ...rest: Rest
): ReactElement {
  return react.jsxDEV(type, inOwnElements(type, props, isStatic), key, isStatic, ...rest);
}
