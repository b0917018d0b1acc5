import { expect, it } from 'vitest';
import { namesOfCsv, planCsv } from '../../../../web/src/admin/rooms/plan/plan-csv.ts';

const utf8 = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;
const bytes = (values: readonly number[]): ArrayBuffer => new Uint8Array(values).slice().buffer;
const latin1 = (text: string) => bytes([...text].map((letter) => letter.charCodeAt(0)));
const utf16 = (text: string) =>
  bytes([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])]);

it.each([
  [
    'with semicolons and a byte order mark, as Excel writes in German',
    utf8('\ufeffPlatz;Name\r\n1;Jürgen Groß\r\n2;Özlem Ünal\r\n'),
  ],
  ['with commas', utf8('Platz,Name\n1,Jürgen Groß\n2,Özlem Ünal\n')],
  ['with tabs', utf8('Name\tOrt\nJürgen Groß\tKassel\nÖzlem Ünal\tFulda')],
  ['in the alphabet of Windows', latin1('Name;Ort\r\nJürgen Groß;Kassel\r\nÖzlem Ünal;Fulda')],
  ['as Unicode text', utf16('Name\tOrt\r\nJürgen Groß\tKassel\r\nÖzlem Ünal\tFulda')],
  ['with first and last names in columns of their own', utf8('Nachname;Vorname\nGroß;Jürgen\nÜnal;Özlem')],
  ['without titles', utf8('1;Jürgen Groß\n2;Özlem Ünal\n')],
  ['names alone, with empty lines', utf8('Jürgen Groß\n\n  Özlem Ünal  \n')],
])('a file is read %s', (_, file) => {
  expect(namesOfCsv(file)).toEqual(['Jürgen Groß', 'Özlem Ünal']);
});

it('a comma within quotes belongs to the name, and one that parts nothing too', () => {
  expect(namesOfCsv(utf8('Name,Ort\n"Groß, Jürgen",Kassel'))).toEqual(['Groß, Jürgen']);
  expect(namesOfCsv(utf8('Name;Ort\nGroß, Jürgen;Kassel'))).toEqual(['Groß, Jürgen']);
  expect(namesOfCsv(utf8('"Groß; Jürgen",Kassel'))).toEqual(['Groß; Jürgen']);
});

it('what nobody sees is no name, and a name is no longer than one may be', () => {
  expect(namesOfCsv(utf8('Name\n\u200b\nAnna\u0000\n'))).toEqual(['Anna']);
  expect(namesOfCsv(utf8(`Name\n${'a'.repeat(500)}`))?.[0]).toHaveLength(64);
  expect(namesOfCsv(utf8(''))).toEqual([]);
});

it.each([true, false])(
  'a plan that is saved reads back as the same, and none of it runs in a spreadsheet (decimal comma: %s)',
  (decimalComma) => {
    const names = ['Jürgen Groß', '=HYPERLINK("http://x")', '@anna', 'Groß, Jürgen', 'a;b', '"Q"', "'quoted", '李'];
    const text = planCsv(names, { titles: ['Platz', 'Name'], decimalComma });
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).not.toMatch(/(^|[;,])"?[=@]/m);
    expect(namesOfCsv(utf8(text))).toEqual(names);
  },
);
