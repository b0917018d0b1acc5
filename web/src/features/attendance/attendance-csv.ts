import type { TFunction } from 'i18next';
import { spreadsheetCsv } from '../../../../src/protocol/base/csv.ts';
import type { AgoMs, AttendanceList } from '../../../../src/protocol/index.ts';
import { dateBefore } from '../../call/moments.ts';

/** Named after the day on which it was made: the server's, where the reader is. */
export function attendanceFileName({ clock }: AttendanceList, { t }: { readonly t: TFunction }): string {
  const date = new Date(clock);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, '0'));
  return `${t('attendance.file')}-${day.join('-')}.csv`;
}

/** Who was there, for a spreadsheet: names that look like formulas are written so that none runs. */
export function attendanceCsv(
  pages: readonly AttendanceList[],
  { t, language, pseudonyms }: { readonly t: TFunction; readonly language: string; readonly pseudonyms: boolean },
): string {
  const lines = pages.flatMap(({ rows, clock }) => {
    const time = (ms: AgoMs) =>
      dateBefore(clock, ms).toLocaleString(language, { dateStyle: 'short', timeStyle: 'medium' });
    return rows.map(({ displayName, role, seat, joinedAgoMs, leftAgoMs }) => [
      displayName,
      t(`attendance.roles.${role}`),
      seat ?? '',
      time(joinedAgoMs),
      leftAgoMs === null ? t('attendance.here') : time(leftAgoMs),
    ]);
  });
  const name = t(pseudonyms ? 'attendance.nameOrPseudonym' : 'attendance.name');
  const titles = [name, t('attendance.role'), t('attendance.seat'), t('attendance.from')];
  const table = [[...titles, t('attendance.to')], ...lines];
  return spreadsheetCsv(table, { decimalComma: language === 'de' });
}
