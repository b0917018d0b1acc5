import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { DATABASE_FILE, openDatabase } from '../../src/storage/index.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { startChild } from './child.ts';
import { newInvite, newRoom, openTestDatabase } from './storage.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** A database whose write lock another program holds until it is told to let go. */
async function setUp() {
  const dataDir = tempDir();
  const database = await openTestDatabase(dataDir);
  const room = await database.rooms.create(newRoom());
  const invite = async (changes: Partial<Parameters<typeof newInvite>[0]> = {}) => {
    const wanted = newInvite({ roomId: room.id, ...changes });
    await database.invites.create(wanted);
    return wanted;
  };
  const lock = async () => {
    const child = startChild(new URL('./children/hold-lock.ts', import.meta.url), [join(dataDir, DATABASE_FILE)]);
    expect(await child.nextLine()).toBe('locked');
    return async () => {
      child.process.stdin.write('let go\n');
      await child.exited;
    };
  };
  return { dataDir, database, room, invite, lock };
}

it('a write waits until another program is done, and meanwhile this one goes on and can read', async () => {
  const { database, room, invite, lock } = await setUp();
  const { secretHash } = await invite({ maxUses: 1 });
  const letGo = await lock();
  const redeeming = database.invites.redeem({ roomId: room.id, secretHash });
  const order: string[] = [];
  void redeeming.then(() => order.push('written'));
  expect(await database.rooms.findRoom(room.id)).toEqual(room);
  order.push('read');
  // Only this process, going on, can make the other let go.
  await letGo();
  expect(await redeeming).toMatchObject({ ok: true });
  expect(order).toEqual(['read', 'written']);
});

it('an invite without a limit lets in at once, and its use is counted when the other program is done', async () => {
  const { dataDir, database, room, invite, lock } = await setUp();
  const { id, secretHash } = await invite();
  const letGo = await lock();
  const people = Array.from({ length: 20 }, () => database.invites.redeem({ roomId: room.id, secretHash }));
  expect((await Promise.all(people)).every(({ ok }) => ok)).toBe(true);
  expect((await database.invites.find(id))?.uses).toBe(20);
  await letGo();
  await database.close();
  const later = await openTestDatabase(dataDir);
  expect((await later.invites.find(id))?.uses).toBe(20);
});

it('a write that waits too long says who is in the way', async () => {
  const { dataDir, room, lock } = await setUp();
  const impatient = await openDatabase({ dataDir, busyTimeoutMs: 20 });
  const letGo = await lock();
  await expect(impatient.rooms.update(room.id, { name: 'Neu' })).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringMatching(/^The database .* is in use by another program; try again\.$/),
    details: { reason: 'SQLITE_BUSY' },
  });
  await letGo();
  await impatient.rooms.update(room.id, { name: 'Neu' });
  await impatient.close();
});

it('of many who wait for another program, nobody waits for the patience of those before them too', async () => {
  const { dataDir, room, lock, invite } = await setUp();
  const invites = await Promise.all(Array.from({ length: 20 }, () => invite({ maxUses: 1 })));
  const anybodys = await invite({ maxUses: 1 });
  const impatient = await openDatabase({ dataDir, busyTimeoutMs: 50 });
  const patient = await openDatabase({ dataDir, busyTimeoutMs: 700 });
  const letGo = await lock();
  const order: string[] = [];
  const redeem = (database: typeof impatient, name: string, { secretHash }: { secretHash: string }) =>
    database.invites.redeem({ roomId: room.id, secretHash }).catch(({ code }) => order.push(`${name} ${code}`));
  await Promise.all([
    redeem(patient, 'patient', anybodys),
    ...invites.map((one) => redeem(impatient, 'impatient', one)),
  ]);
  expect(order).toEqual([...Array(20).fill('impatient STORAGE_UNAVAILABLE'), 'patient STORAGE_UNAVAILABLE']);
  await letGo();
  // And nothing of it is left.
  for (const { secretHash } of invites) {
    expect(await impatient.invites.redeem({ roomId: room.id, secretHash })).toMatchObject({ ok: true });
  }
  await Promise.all([impatient.close(), patient.close()]);
});
