import type { TFunction } from 'i18next';
import { spreadsheetCsv } from '../../../../src/signaling/protocol/csv.ts';
import type { AttendanceRow } from '../../../../src/signaling/protocol/index.ts';

/** Who was there, for a spreadsheet: names that look like formulas are written so that none runs. */
export function attendanceCsv(
  rows: readonly AttendanceRow[],
  { t, language }: { readonly t: TFunction; readonly language: string },
): string {
  const time = (at: number) => new Date(at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'medium' });
  const lines = rows.map(({ displayName, role, seat, joinedAt, leftAt }) => [
    displayName,
    t(`attendance.roles.${role}`),
    seat ?? '',
    time(joinedAt),
    leftAt === null ? t('attendance.here') : time(leftAt),
  ]);
  const titles = [t('attendance.name'), t('attendance.role'), t('attendance.seat'), t('attendance.from')];
  const table = [[...titles, t('attendance.to')], ...lines];
  return spreadsheetCsv(table, { decimalComma: language === 'de' });
}

/** Hands a text to the browser's downloads. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on it once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
