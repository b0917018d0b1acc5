import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { migrate } from '../../../src/storage/schema/migrate.ts';
import { MIGRATIONS } from '../../../src/storage/schema/migrations.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

/** A room and its invites as an earlier version wrote them: at first before rooms had a chair, a plan and attendance. */
export async function oldFile(version = '0002_invites'): Promise<string> {
  const dataDir = tempDir();
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  sqlite.pragma('foreign_keys = ON');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const before = Object.entries(MIGRATIONS).filter(([name]) => name <= version);
  await migrate({ sqlite, db, migrations: Object.fromEntries(before) });
  await sql`
    INSERT INTO rooms (id, name, password_hash, lobby, lobby_message, join_before_host, locked, max_participants,
      mute_on_entry, created_at, updated_at)
    VALUES ('alt-1', 'Alt', 'hash', 'on', 'Bitte warten.', 0, 1, 25, 1, 1, 2)
  `.execute(db);
  const invites = [
    ['offen', 'moderator', 'a', 'Frau Muster', null, 3, null, null, 10],
    ['benutzt', 'participant', 'b', null, 1, 1, null, null, 11],
    ['alt', 'participant', 'c', null, null, 0, 50, 40, 12],
  ];
  for (const [id, role, hash, label, maxUses, uses, expires, revoked, created] of invites) {
    await sql`INSERT INTO invites
      (id, room_id, role, secret_hash, label, max_uses, uses, expires_at, revoked_at, created_at) VALUES
      (${id}, 'alt-1', ${role}, ${hash}, ${label}, ${maxUses}, ${uses}, ${expires}, ${revoked}, ${created})`.execute(
      db,
    );
  }
  await db.destroy();
  return dataDir;
}
