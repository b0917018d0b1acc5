import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import de from '../../../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../../../web/src/i18n/en.json' with { type: 'json' };
import { isComposing } from '../../../../web/src/ui/fields/composing.ts';
import { letterOf, SHORTCUTS, shortcutOf } from '../../../../web/src/ui/shortcuts/shortcut-keys.ts';

const UI = join(import.meta.dirname, '../../../../web/src');
const PRESSED = {
  code: 'KeyD',
  key: 'd',
  ctrlKey: true,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 68,
};

test('a shortcut is the letter of a Latin layout, and on all others the place where it stands there', () => {
  // в, δ and ي stand where D is on a German keyboard.
  for (const key of ['в', 'δ', 'ي', 'd', 'D']) {
    expect(shortcutOf({ ...PRESSED, key }, false)).toBe('microphone');
    expect(shortcutOf({ ...PRESSED, key, ctrlKey: false, metaKey: true }, true)).toBe('microphone');
  }
  for (const shortcut of SHORTCUTS) {
    const pressed = { ...PRESSED, key: 'ж', code: shortcut.code, shiftKey: shortcut.shift };
    expect(shortcutOf(pressed, false)).toBe(shortcut.does);
  }
  // Dvorak: D stands where H is, and E where D is.
  expect(shortcutOf({ ...PRESSED, key: 'd', code: 'KeyH' }, false)).toBe('microphone');
  expect(shortcutOf({ ...PRESSED, key: 'e', code: 'KeyD' }, false)).toBe('camera');
});

test('no shortcut is a key without Control, with AltGr, held down, or within a word that is being composed', () => {
  for (const other of [
    { ctrlKey: false },
    { altKey: true },
    { metaKey: true },
    { repeat: true },
    { isComposing: true },
    { keyCode: 229 },
    { key: 'w', code: 'KeyW' },
  ]) {
    expect(shortcutOf({ ...PRESSED, ...other }, false), JSON.stringify(other)).toBeNull();
  }
});

test('every shortcut has its own keys and its words in both languages', () => {
  const keys = SHORTCUTS.map((shortcut) => `${shortcut.shift} ${letterOf(shortcut)}`);
  expect(new Set(keys).size).toBe(SHORTCUTS.length);
  for (const { does } of SHORTCUTS) for (const { shortcuts } of [de, en]) expect(shortcuts[does]).toBeTruthy();
});

test('an Enter that confirms a word of an input method is known by either sign', () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});

test('whatever handles Enter asks whether it belongs to an input method', () => {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const handlers = files.filter((file) => /=== 'Enter'|!== 'Enter'/.test(readFileSync(join(UI, file), 'utf8')));
  expect(handlers.length).toBeGreaterThan(2);
  for (const file of handlers) expect(readFileSync(join(UI, file), 'utf8'), file).toContain('isComposing(');
});

test('what can be read on a button is in its name, so that it can be spoken to', () => {
  const textOf = (catalogue: object, path: string): unknown =>
    path.split('.').reduce((at: unknown, key) => (at as Record<string, unknown> | undefined)?.[key], catalogue);
  let found = 0;
  for (const file of readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))) {
    const source = readFileSync(join(UI, file), 'utf8');
    for (const [, name = '', visible = ''] of source.matchAll(
      /<Button\b(?:(?!<\/?Button).)*?aria-label=\{t\('([\w.]+)'(?:(?!<\/?Button).)*?>\s*\{t\('([\w.]+)'\)\}\s*<\/Button>/gs,
    )) {
      found += 1;
      for (const catalogue of [de, en]) {
        const label = String(textOf(catalogue, name)).toLowerCase();
        expect(label, `${file}: ${name}`).toContain(String(textOf(catalogue, visible)).toLowerCase());
      }
    }
  }
  expect(found).toBeGreaterThan(6);
});
