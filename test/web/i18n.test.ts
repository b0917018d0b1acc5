import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_CODES, LEAVE_REASONS } from '../../src/signaling/protocol/codes.ts';
import de from '../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../web/src/i18n/en.json' with { type: 'json' };

type Catalogue = { [key: string]: string | Catalogue };

function texts(catalogue: Catalogue, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...texts(value, `${prefix}${key}.`)],
    ),
  );
}

const german = texts(de);
const english = texts(en);
const placeholders = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('both languages have the same texts, none empty, with the same placeholders', () => {
  expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
  for (const [key, text] of german) {
    expect(text.trim(), key).not.toBe('');
    expect(english.get(key)?.trim(), key).not.toBe('');
    expect(placeholders(english.get(key)), key).toEqual(placeholders(text));
  }
});

test('every error and every reason for being out has its sentence', () => {
  for (const code of [...ERROR_CODES, 'OFFLINE', 'NO_ANSWER']) expect(german.has(`error.${code}`), code).toBe(true);
  for (const reason of LEAVE_REASONS) expect(german.has(`left.${reason}.text`), reason).toBe(true);
});

test('the rendered code holds no words of its own', () => {
  const root = join(import.meta.dirname, '../../web/src/ui');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const words = [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /(?:aria-label|title|alt|placeholder)="([^"]+)"|(?<!=)>\s*([A-ZÄÖÜ][a-zäöüß]{3,}[^<>{}]*)</g,
      ),
    ];
    const found = words.map(([, attribute, text]) => attribute ?? text?.trim()).filter((text) => text !== 'Tafelrunde');
    expect(found, file).toEqual([]);
  }
});
