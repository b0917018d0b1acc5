import { closeSync, openSync, readSync } from 'node:fs';

/** What `restore` calls the database that was there before. */
export const REPLACED = /\.before-restore-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/;
/** What a killed `backup` or `restore` leaves. */
export const UNFINISHED = /^\..*\.[0-9a-f]{8}\.part(?:-wal|-shm|-journal)?$/;

/** sqlite.org/fileformat.html, 1.3.1. */
const HEADER = 'SQLite format 3\0';

/** By its name, milliseconds since the epoch. */
export function replacedAt(file: string): number | null {
  const [, date, hours, minutes, seconds] = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)$/.exec(file) ?? [];
  const at = Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(at) ? null : at;
}

export function isDatabaseFile(file: string): boolean {
  const start = Buffer.alloc(HEADER.length);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, start, 0, start.length, 0);
  } finally {
    closeSync(opened);
  }
  return start.toString('latin1') === HEADER;
}
