// Holds the database's write lock: says 'locked', and gives it up after a line on standard input.
import { once } from 'node:events';
import SqliteDatabase from 'better-sqlite3';

const [file = ''] = process.argv.slice(2);
const sqlite = new SqliteDatabase(file);
sqlite.exec('BEGIN IMMEDIATE');
process.stdout.write('locked\n');
await once(process.stdin, 'data');
sqlite.exec('COMMIT');
sqlite.close();
process.stdin.destroy();
