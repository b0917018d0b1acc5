import { isValidElement, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { Fragment, jsx, jsxs } from '../../../web/src/jsx/jsx-runtime.ts';

/** An element as its tags and texts, a text that stands beside others as itself. */
function shape(node: ReactNode): unknown {
  if (Array.isArray(node)) return node.map(shape);
  if (!isValidElement<{ children?: ReactNode }>(node)) return node;
  return { [String(node.type)]: shape(node.props.children) };
}

const icon = jsx('svg', {});

test('a word beside something else stands in an element of its own, and those that follow keep their places', () => {
  const button = jsxs('button', { children: [icon, 'Eintreten', icon] });
  expect(shape(button)).toEqual({ button: [{ svg: undefined }, { span: 'Eintreten' }, { svg: undefined }] });
  const row = jsxs('p', { children: ['Noch ', 3, ' Personen', icon] });
  expect(shape(row)).toEqual({ p: [{ span: 'Noch 3 Personen' }, null, null, { svg: undefined }] });
});

test('the sole text of an element stays its text', () => {
  expect(shape(jsx('b', { children: 'Anna' }))).toEqual({ b: 'Anna' });
  expect(shape(jsx('b', { children: 3 }))).toEqual({ b: 3 });
});

test('a word in a list or in a fragment, which are no elements, gets one', () => {
  const pieces = ['Siehe ', jsx('a', { children: 'hier' }, 'link'), ' nach'];
  expect(shape(jsx('p', { children: pieces }))).toEqual({
    p: [{ span: 'Siehe ' }, { a: 'hier' }, { span: ' nach' }],
  });
  expect(shape(jsxs('p', { children: [pieces, icon] }))).toEqual({
    p: [[{ span: 'Siehe ' }, { a: 'hier' }, { span: ' nach' }], { svg: undefined }],
  });
  expect(shape(jsx('div', { children: jsx(Fragment, { children: 'Wort' }) }))).toEqual({
    div: { 'Symbol(react.fragment)': { span: 'Wort' } },
  });
});

test('what is there now and then moves nothing, and what holds text alone holds no element', () => {
  expect(shape(jsxs('p', { children: [false, icon, '', null] }))).toEqual({ p: [false, { svg: undefined }, '', null] });
  expect(shape(jsxs('option', { children: ['Platz ', 3] }))).toEqual({ option: 'Platz 3' });
});
