import SqliteDatabase from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { keepingStatements } from '../../src/storage/statements.ts';

it('a statement is read once, reads tables as they are by now, and of those that nobody uses only so many are kept', () => {
  const sqlite = new SqliteDatabase(':memory:');
  onTestFinished(() => void sqlite.close());
  sqlite.exec('CREATE TABLE rooms (id TEXT); INSERT INTO rooms VALUES (1)');
  const database = keepingStatements(sqlite);
  const [all, named] = [database.prepare('SELECT * FROM rooms'), database.prepare('SELECT id FROM rooms')];
  expect(all.all([])).toEqual([{ id: '1' }]);
  sqlite.exec("ALTER TABLE rooms ADD COLUMN name TEXT NOT NULL DEFAULT 'Vorstand'");
  expect(database.prepare('SELECT * FROM rooms')).toBe(all);
  expect(all.all([])).toEqual([{ id: '1', name: 'Vorstand' }]);
  for (let number = 0; number < 1_000; number += 1) {
    database.prepare(`SELECT ${number}`);
    expect(database.prepare('SELECT * FROM rooms')).toBe(all);
  }
  expect(database.prepare('SELECT id FROM rooms')).not.toBe(named);
  expect(database.prepare('SELECT 999')).toBe(database.prepare('SELECT 999'));
});
