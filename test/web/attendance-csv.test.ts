import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { AttendanceRow } from '../../src/signaling/protocol/index.ts';
import de from '../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../web/src/i18n/en.json' with { type: 'json' };
import { attendanceCsv } from '../../web/src/ui/attendance/attendance-csv.ts';

beforeAll(() => i18next.init({ resources: { de: { translation: de }, en: { translation: en } } }));

const row = (changes: Partial<AttendanceRow> = {}): AttendanceRow => ({
  displayName: 'Anna',
  role: 'participant',
  seat: 'Köthen',
  joinedAt: Date.UTC(2026, 0, 2, 9, 0, 0),
  leftAt: null,
  ...changes,
});
const lines = (language: 'de' | 'en', ...rows: AttendanceRow[]) =>
  attendanceCsv(rows, { t: i18next.getFixedT(language), language }).split('\r\n');

test('the file opens as UTF-8 in German spreadsheets, with semicolons and German words', () => {
  const [titles, first] = lines('de', row());
  expect(titles).toBe('\uFEFFName;Rolle;Platz;gekommen;gegangen');
  expect(first).toMatch(/^Anna;Teilnahme;Köthen;02\.01\.26, .*;noch da$/);
});

test('in English it has commas', () => {
  expect(lines('en', row())[0]).toBe('\uFEFFName,Role,Seat,came,left');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('the name "%s" is no formula', (displayName) => {
  expect(lines('de', row({ displayName }))[1]).toMatch(/^"?'/);
});

test('separators, quotes and line ends in a name stay in their cell', () => {
  const [, first] = lines('de', row({ displayName: 'A;B"C', seat: null, leftAt: 0 }));
  expect(first).toContain('"A;B""C";Teilnahme;;');
});
