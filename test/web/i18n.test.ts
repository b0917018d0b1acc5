import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_CODES, LEAVE_REASONS } from '../../src/protocol/codes.ts';
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
  const root = join(import.meta.dirname, '../../web/src');
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

/** Without what counts them: plural forms may fall together. */
const isPluralOf = (keys: readonly string[]) => new Set(keys.map((key) => key.replace(/_(one|other)$/, ''))).size === 1;

test.each([
  ['German', german, english],
  ['English', english, german],
])(
  'what is called the same in %s is called the same in the other language: one word for one thing',
  (_, texts, others) => {
    const keysOf = new Map<string, string[]>();
    for (const [key, text] of texts) keysOf.set(text, [...(keysOf.get(text) ?? []), key]);
    const torn = [...keysOf.values()].filter(
      (keys) => !isPluralOf(keys) && new Set(keys.map((key) => others.get(key))).size > 1,
    );
    expect(torn).toEqual([]);
  },
);

// The product's words, and others for the same things that have crept in before.
test.each([
  ['Leitung', /Moderat(or|ion)|Vorsitz|Gastgeber/],
  ['Vertretung', /Stellvertret/],
  ['Wartebereich', /Lobby|Warteraum/],
  ['Wort entziehen', /Wort nehmen/],
  ['Doch nicht schließen', /Offen lassen/],
  ['Regiepult', /(?<!Regie)\b[Pp]ults?\b/],
  ['Besprechung', /Konferenz|Meeting|Sitzung(?!s)/],
  ['Stumm schalten', /stummschalten|muten/],
])('the German word is %s', (_, another) => {
  expect([...german].filter(([, text]) => another.test(text))).toEqual([]);
});

test.each([
  ['chair', /\bmoderator\b|\bthe host\b/i],
  ['waiting area', /\b(lobby|waiting room)\b/i],
  ['let in', /\badmit/i],
  ['locked', /\bbarred\b|\bbar (the|microphones|cameras)/i],
  ['take the floor back', /take the floor from/i],
])('the English word is %s', (_, another) => {
  expect([...english].filter(([, text]) => another.test(text))).toEqual([]);
});

test('both languages have their own quotation marks, and neither has those of a typewriter', () => {
  expect([...german].filter(([, text]) => /["'‘”]|(?<!„[^“]*)“/.test(text))).toEqual([]);
  expect([...english].filter(([, text]) => /["'„“”]/.test(text))).toEqual([]);
});
