import { stringify } from 'csv-stringify/browser/esm/sync';

/** Excel takes a file for UTF-8 only by this. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A table for a spreadsheet (RFC 4180): a cell that begins like a formula is text, and none runs. Where the comma is that
 * of numbers, as in German, cells are parted by semicolons.
 */
export function spreadsheetCsv(
  table: readonly (readonly string[])[],
  { decimalComma }: { readonly decimalComma: boolean },
): string {
  const delimiter = decimalComma ? ';' : ',';
  const rows = table.map((row) => [...row]);
  return BYTE_ORDER_MARK + stringify(rows, { delimiter, escape_formulas: true, record_delimiter: 'windows' });
}
