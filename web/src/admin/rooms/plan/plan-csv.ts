import { parse } from 'csv-parse/browser/esm/sync';
import { spreadsheetCsv } from '../../../../../src/protocol/base/csv.ts';
import { cleanLine, isVisible, plainName } from '../../../../../src/protocol/base/text.ts';
import { MAX_DISPLAY_NAME_LENGTH } from '../../../../../src/protocol/limits.ts';

/** What spreadsheets part cells with; Excel takes the semicolon where the comma is that of numbers. */
const DELIMITERS = [';', '\t', ','] as const;
/** How the column of names may be called, in either language. */
const NAMES = ['name', 'namen', 'person', 'teilnehmer', 'teilnehmende', 'participant', 'displayname'].map(plainName);
const FIRST_NAMES = ['vorname', 'firstname', 'givenname'].map(plainName);
const LAST_NAMES = ['nachname', 'familienname', 'zuname', 'lastname', 'surname', 'familyname'].map(plainName);
/** A quote before what looks like a formula: how a spreadsheet is told that it is text (see `spreadsheetCsv`). */
const QUOTED_FORMULA = /^'(?=[=+\-@\t\r])/;

/** The names in a file that a spreadsheet has written, in their order. Null: it is no table. */
export function namesOfCsv(bytes: ArrayBuffer): readonly string[] | null {
  const text = decoded(bytes);
  const rows = rowsOf(text);
  if (rows === null) return null;
  const [head = [], ...rest] = rows;
  const titles = head.map(plainName);
  const at = (known: readonly string[]) => titles.findIndex((title) => known.includes(title));
  const [name, first, last] = [at(NAMES), at(FIRST_NAMES), at(LAST_NAMES)];
  const columns = name >= 0 ? [name] : [first, last].filter((column) => column >= 0);
  // Without a title: the first column that holds no numbers.
  const isUntitled = columns.length === 0;
  const lines = isUntitled ? rows : rest;
  const wanted = isUntitled ? [firstOfWords(rows)] : columns;
  const names = lines.map((row) =>
    cleanLine(wanted.map((column) => (row[column] ?? '').replace(QUOTED_FORMULA, '')).join(' ')),
  );
  return names.filter(isVisible).map((each) => each.slice(0, MAX_DISPLAY_NAME_LENGTH));
}

/** The plan for a spreadsheet; it reads back as the same. */
export function planCsv(
  names: readonly string[],
  { titles, decimalComma }: { readonly titles: readonly [place: string, name: string]; readonly decimalComma: boolean },
): string {
  return spreadsheetCsv([[...titles], ...names.map((name, index) => [String(index + 1), name])], { decimalComma });
}

/** Excel writes UTF-8 only when it is asked to: what is none is of Windows' own alphabet, or of two bytes a letter. */
function decoded(bytes: ArrayBuffer): string {
  const [one, two] = new Uint8Array(bytes);
  if (one === 0xff && two === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (one === 0xfe && two === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function rowsOf(text: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch {
    return null;
  }
}

/** The one that its first line has, outside of quotes; a comma alone may be within a name, 'Schmidt, Anna'. */
function delimiterOf(text: string): string {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1);
  return DELIMITERS.find((each) => line.includes(each)) ?? ';';
}

function firstOfWords(rows: readonly (readonly string[])[]): number {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const hasWords = (column: number) => rows.some((row) => /\p{L}/u.test(row[column] ?? ''));
  return Array.from({ length: columns }, (_, column) => column).find(hasWords) ?? 0;
}
