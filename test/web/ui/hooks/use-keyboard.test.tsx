import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { useKeyboard } from '../../../../web/src/ui/hooks/use-keyboard.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function Hint() {
  return useKeyboard() ? <kbd>Strg+D</kbd> : null;
}

/** Media Queries 4, any-pointer: whether one of all pointers is as exact as asked for. */
function hintWith(...pointers: readonly ('coarse' | 'fine')[]): string {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: pointers.some((pointer) => query === `(any-pointer: ${pointer})`),
  }));
  return renderToStaticMarkup(<Hint />);
}

test('hints at keys are kept from whoever has fingers alone, and shown to whoever has a mouse or a pen too', () => {
  expect(hintWith('coarse')).toBe('');
  expect(hintWith()).toBe('');
  expect(hintWith('fine')).toContain('Strg+D');
  expect(hintWith('coarse', 'fine')).toContain('Strg+D');
});
