import { describe, expect, it } from 'vitest';
import { openDatabase, StorageError } from '../../src/storage/index.ts';
import { MAY_MOUNT, smallDisk } from '../helpers/small-disk.ts';
import { newInvite, newRoom, openTestDatabase } from './storage.ts';

const FULL = /^The disk is full: nothing can be kept in .*tafelrunde\.db until there is room on it/;

async function setUp() {
  const { dataDir, fill, makeRoom } = smallDisk();
  const reported: unknown[] = [];
  const open = () => openDatabase({ dataDir, report: (error) => reported.push(error) });
  const database = await open();
  const room = await database.rooms.create(newRoom());
  const shared = await database.invites.create(newInvite({ roomId: room.id, secretHash: 'shared', role: 'moderator' }));
  const single = await database.invites.create(newInvite({ roomId: room.id, secretHash: 'single', maxUses: 1 }));
  const redeem = (secretHash: string) => database.invites.redeem({ roomId: room.id, secretHash });
  return { database, open, room, shared, single, redeem, fill, makeRoom, reported };
}

describe.runIf(MAY_MOUNT)('on a full disk', () => {
  it('everything is read as before', async () => {
    const { database, room, fill } = await setUp();
    fill();
    expect(await database.rooms.findRoom(room.id)).toEqual(room);
    expect(await database.rooms.list()).toEqual([room]);
    expect(await database.plans.listSeats(room.id)).toEqual([]);
    expect(await database.invites.list(room.id)).toHaveLength(2);
    await database.check();
    await database.close();
  });

  it('an invite without a limit lets in, and is counted when there is room again; the cause is said once', async () => {
    const { database, open, shared, redeem, fill, makeRoom, reported } = await setUp();
    fill();
    for (let use = 0; use < 3; use += 1) expect(await redeem('shared')).toMatchObject({ ok: true });
    await expect.poll(() => reported).toMatchObject([{ details: { reason: 'SQLITE_FULL' } }]);
    makeRoom();
    expect(await redeem('shared')).toMatchObject({ ok: true });
    await database.close();
    const later = await open();
    expect((await later.invites.find(shared.id))?.uses).toBe(4);
    await later.close();
  });

  it('a use that must be counted is refused in words and is not spent by it', async () => {
    const { database, redeem, fill, makeRoom } = await setUp();
    fill();
    await expect(redeem('single')).rejects.toThrow(FULL);
    await expect(redeem('single')).rejects.toBeInstanceOf(StorageError);
    makeRoom();
    expect(await redeem('single')).toMatchObject({ ok: true });
    expect(await redeem('single')).toEqual({ ok: false, reason: 'usedUp' });
    await database.close();
  });

  it('a use that is given back and taken again by the same browser is still that of nobody else', async () => {
    const { database, room, single, fill, makeRoom } = await setUp();
    const redeem = (deviceHash: string) =>
      database.invites.redeem({ roomId: room.id, secretHash: 'single', deviceHash });
    await redeem('mine');
    fill();
    await database.invites.release(single.id, 'mine');
    expect(await redeem('mine')).toMatchObject({ ok: true, counted: true });
    makeRoom();
    expect(await redeem('other')).toEqual({ ok: false, reason: 'usedUp' });
    await database.close();
  });

  it('a change of many steps leaves nothing half done', async () => {
    const { database, room, fill, makeRoom } = await setUp();
    fill();
    const seats = Array.from({ length: 50 }, (_, index) => ({ id: `seat-${index}`, name: `Platz ${index}` }));
    await expect(database.plans.exchangePlan(room.id, () => true, { seats, quorum: 10 })).rejects.toThrow(FULL);
    expect(await database.plans.listSeats(room.id)).toEqual([]);
    expect(await database.rooms.findRoom(room.id)).toEqual(room);
    makeRoom();
    await database.plans.exchangePlan(room.id, () => true, { seats, quorum: 10 });
    expect(await database.plans.listSeats(room.id)).toHaveLength(50);
    await database.close();
  });

  it('it is known that nothing can be kept', async () => {
    const { database, fill } = await setUp();
    fill();
    await expect(database.checkWritable()).rejects.toMatchObject({ details: { reason: 'ENOSPC' } });
    await database.close();
  });

  it('a database that was closed can be opened and read', async () => {
    const { database, open, room, shared, fill, makeRoom } = await setUp();
    await database.close();
    fill();
    const later = await open();
    expect(await later.rooms.list()).toEqual([room]);
    expect(await later.invites.redeem({ roomId: room.id, secretHash: 'shared' })).toMatchObject({ ok: true });
    await expect(later.rooms.create(newRoom())).rejects.toThrow(FULL);
    makeRoom();
    await later.rooms.create(newRoom());
    await later.close();
    const last = await open();
    expect((await last.invites.find(shared.id))?.uses).toBe(1);
    await last.close();
  });
});

it('a database that can be written says so', async () => {
  await (await openTestDatabase()).checkWritable();
});
