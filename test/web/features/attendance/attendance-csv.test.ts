import i18next from 'i18next';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type AttendanceRow, agoOf, clockReading } from '../../../../src/protocol/index.ts';
import { attendanceCsv, attendanceFileName } from '../../../../web/src/features/attendance/attendance-csv.ts';
import { askForAttendance } from '../../../../web/src/features/attendance/attendance-pages.ts';
import de from '../../../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../../../web/src/i18n/en.json' with { type: 'json' };

beforeAll(() => i18next.init({ resources: { de: { translation: de }, en: { translation: en } } }));

const NOW = Date.UTC(2026, 0, 2, 11, 30, 0);
const at = (hours: number, minutes = 0, seconds = 0) => agoOf(Date.UTC(2026, 0, 2, hours, minutes, seconds), NOW);

const row = (changes: Partial<AttendanceRow> = {}): AttendanceRow => ({
  displayName: 'Anna',
  role: 'participant',
  seat: 'Köthen',
  joinedAgoMs: at(9),
  leftAgoMs: null,
  ...changes,
});
const csvOf = (language: 'de' | 'en', rows: AttendanceRow[], pseudonyms = false) => {
  const list = { rows, clock: clockReading(NOW), next: null };
  return attendanceCsv([list], { t: i18next.getFixedT(language), language, pseudonyms }).split('\r\n');
};
const lines = (language: 'de' | 'en', ...rows: AttendanceRow[]) => csvOf(language, rows);

test('the file opens as UTF-8 in German spreadsheets, with semicolons and German words', () => {
  const [titles, first] = lines('de', row());
  expect(titles).toBe('\uFEFFName;Rolle;Platz;gekommen;gegangen');
  expect(first).toMatch(/^Anna;Teilnahme;Köthen;02\.01\.26, .*;noch da$/);
});

test('where names may be pseudonyms it says so', () => {
  expect(csvOf('de', [], true)[0]).toBe('\uFEFFName oder Pseudonym;Rolle;Platz;gekommen;gegangen');
});

test('in English it has commas', () => {
  expect(lines('en', row())[0]).toBe('\uFEFFName,Role,Seat,came,left');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('the name "%s" is no formula', (displayName) => {
  expect(lines('de', row({ displayName }))[1]).toMatch(/^"?'/);
});

test('separators, quotes and line ends in a name stay in their cell', () => {
  const [, first] = lines('de', row({ displayName: 'A;B"C', seat: null, leftAgoMs: at(10) }));
  expect(first).toContain('"A;B""C";Teilnahme;;');
});

test('who came and went when is right on a computer whose clock is wrong, and so is the day in the name of the file', () => {
  vi.useFakeTimers({ now: NOW + 26 * 3_600_000 });
  onTestFinished(() => void vi.useRealTimers());
  const [, first] = lines('en', row({ leftAgoMs: at(10, 15, 30) }));
  const time = (date: number) => new Date(date).toLocaleString('en', { dateStyle: 'short', timeStyle: 'medium' });
  const [came, left] = [Date.UTC(2026, 0, 2, 9), Date.UTC(2026, 0, 2, 10, 15, 30)].map(time);
  expect(first).toBe(`Anna,Participant,Köthen,"${came}","${left}"`);
  const list = { rows: [], clock: clockReading(NOW), next: null };
  expect(attendanceFileName(list, { t: i18next.getFixedT('de') })).toBe('Anwesenheit-2026-01-02.csv');
});

test('a list of several pages is asked for page by page, and each has its times by its own reading of the clock', async () => {
  const later = clockReading(NOW + 60_000);
  const second = {
    rows: [row({ displayName: 'Bert', joinedAgoMs: agoOf(NOW, NOW + 60_000) })],
    clock: later,
    next: null,
  };
  const first = { rows: [row({ joinedAgoMs: agoOf(NOW, NOW) })], clock: clockReading(NOW), next: 'anna' };
  const asked: object[] = [];
  const pages = await askForAttendance(async (_name, page) => {
    asked.push(page);
    return 'after' in page ? second : first;
  });
  expect(asked).toEqual([{}, { after: 'anna' }]);
  const csv = attendanceCsv(pages, { t: i18next.getFixedT('de'), language: 'de', pseudonyms: false }).split('\r\n');
  const [anna, bert] = csv.slice(1).map((line) => line.split(';'));
  expect([anna?.[0], bert?.[0]]).toEqual(['Anna', 'Bert']);
  expect(bert?.[3]).toBe(anna?.[3]);
});
