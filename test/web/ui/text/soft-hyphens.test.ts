import fc from 'fast-check';
import { expect, test } from 'vitest';
import { softHyphens } from '../../../../web/src/ui/text/soft-hyphens.ts';

const shown = (name: string) => softHyphens(name).replaceAll('\u00AD', '-');

test.each([
  ['Wassertrüdingen', 'Was-ser-trü-din-gen'],
  ['Verwaltungsgemeinschaft Hesselberg', 'Ver-wal-tungs-ge-mein-schaft Hesselberg'],
  ['Verbandsgemeinde Vorharz', 'Ver-bands-ge-meinde Vorharz'],
  ['Schillingsfürst', 'Schil-lings-fürst'],
  ['Feuchtwangen', 'Feucht-wan-gen'],
  ['KREISVERWALTUNG', 'KREIS-VER-WAL-TUNG'],
])('%s may be broken as %s', (name, broken) => expect(shown(name)).toBe(broken));

test.each([
  ['Dinkelsbühl', 'Din-kels-bühl'],
  ['Herrieden', 'Her-rie-den'],
  ['Ornbau', 'Ornbau'],
])('on the smallest tiles %s may be broken as %s', (name, broken) =>
  expect(softHyphens(name, 'most').replaceAll('\u00AD', '-')).toBe(broken),
);

test.each(['Herrieden', 'Buch am Wald', 'Wolframs-Eschenbach', 'Jean-Luc', '', '山田太郎', 'Krščžtvnbdfghj'])(
  '%s stays whole: its words are short, or have no place to break that is known',
  (name) => expect(softHyphens(name)).toBe(name),
);

test('whatever the name, nothing is added but soft hyphens, and no end of a word is left alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const clean = name.replaceAll('\u00AD', '');
      expect(softHyphens(clean).replaceAll('\u00AD', '')).toBe(clean);
      expect(shown(clean.replaceAll('-', ' '))).not.toMatch(/(^|\P{L})\p{L}{1,2}-|-\p{L}{1,2}(\P{L}|$)/u);
    }),
  );
});
