import { expect, it } from 'vitest';
import { returnPathOf } from '../../../src/protocol/accounts/return-path.ts';

it.each([
  '/verwaltung',
  '/r/vorstand-aaaaaaaaaaaaaaaaaaaaaaaaaa#invite=geheim',
  '/verwaltung/raum?ansicht=woche#montag',
  '/r/über',
])('somebody goes on to %s', (path) => {
  expect(decodeURI(returnPathOf(path) ?? '')).toBe(path);
});

it.each([
  ['another server', 'https://evil.example/'],
  ['one without a scheme', '//evil.example/'],
  ['backslashes that browsers turn', '/\\evil.example'],
  ['the same the other way', '\\/evil.example'],
  ['a tab within', '/\t/evil.example'],
  ['a line end within', '/\n/evil.example'],
  ['a gap before it', ' //evil.example'],
  ['a path that becomes one', '/.//evil.example'],
  ['the same one higher', '/r/..//evil.example'],
  ['the same encoded', '/%2e//evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['no path at all', 'verwaltung'],
  ['nothing', ''],
  ['a book', `/${'a'.repeat(3_000)}`],
])('nobody is led to %s', (_what, path) => {
  expect(returnPathOf(path)).toBeNull();
});
