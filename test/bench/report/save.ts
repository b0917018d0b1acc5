import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../bench-results');

/** Writes a result under its date and returns the path. */
export function saveResult(begun: Date, result: object): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${begun.toISOString().slice(0, 19).replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify({ begun: begun.toISOString(), ...result }, null, 2)}\n`);
  return file;
}
