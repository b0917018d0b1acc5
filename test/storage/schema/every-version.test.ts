import { expect, it } from 'vitest';
import { roomCodeOf } from '../../../src/platform/room-code.ts';
import { MIGRATIONS } from '../../../src/storage/schema/migrations.ts';
import { newOrganisation, newOrganiser, newRoom, openTestDatabase } from '../storage.ts';
import { fullFile, type Row, readFile, type Tables } from './full-file.ts';

type Change = (row: Row) => Row;

const HOUSES_SAID: Readonly<Record<string, string>> = {
  '{"lobby":"on","cameraOffOnEntry":true}': '{"lobby":"on","cameraOnEntry":"off"}',
  '{"cameraOffOnEntry":false}': '{"cameraOnEntry":"free"}',
};

/** What a migration makes of rows of before, where that is more than a column that is added with its default. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  // All of them were used; it was not noted when.
  '0008_invite_last_use': { invites: (row) => ({ ...row, last_used_at: expect.any(Number) }) },
  '0017_password_links': { password_links: (row) => ({ ...row, asked: 0 }) },
  '0028_room_codes': { rooms: (row) => ({ ...row, code: roomCodeOf(String(row.id)) }) },
  '0031_sheltered_rooms': {
    rooms: ({ camera_off_on_entry: off, ...row }) => ({ ...row, camera_on_entry: off === 1 ? 'off' : 'free' }),
    organisations: (row) => ({ ...row, room_defaults: HOUSES_SAID[String(row.room_defaults)] ?? row.room_defaults }),
  },
};

/** What is to become of the rows of a version. */
function carriedOn(before: Tables, version: string, defaults: Readonly<Record<string, Row>>): Tables {
  const later = Object.entries(CHANGES).filter(([name]) => name > version);
  const entries = Object.entries(before).map(([table, rows]) => {
    const change = (row: Row) => later.reduce((changed, [, of]) => of[table]?.(changed) ?? changed, row);
    return [table, rows.map((row) => ({ ...defaults[table], ...change(row) }))] as const;
  });
  return Object.fromEntries(entries);
}

it.each(Object.keys(MIGRATIONS))(
  'a database as it was after %s keeps every row of every table with all its values, and takes what is new',
  async (version) => {
    const { dataDir, before } = await fullFile(version);
    const { rooms, organisations, organisers, check } = await openTestDatabase(dataDir);
    const { after, defaults } = readFile(dataDir);
    expect(after).toMatchObject(carriedOn(before, version, defaults));
    const { id: organisationId } = await organisations.create(newOrganisation());
    await organisers.create(newOrganiser({ organisationId }));
    await rooms.create(newRoom({ owner: { organisationId, organiserId: null } }));
    expect(await rooms.listOf(organisationId)).toHaveLength(1);
    await check();
  },
);
