import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tempDir } from '../../helpers/temp-dir.ts';
import { startChild } from '../child.ts';
import { newInvite, newRoom, openTestDatabase } from '../storage.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const NOW = 1_800_000_000_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

async function setUp(invite: Partial<Parameters<typeof newInvite>[0]> = {}, dataDir = tempDir()) {
  const { rooms, invites } = await openTestDatabase(dataDir);
  const room = await rooms.create(newRoom());
  const wanted = newInvite({ roomId: room.id, ...invite });
  const { id } = await invites.create(wanted);
  const attempt = { roomId: room.id, secretHash: wanted.secretHash };
  return { rooms, invites, room, id, attempt, redeem: () => invites.redeem(attempt) };
}

it('an invite without a limit can be redeemed again and again, and its uses are counted', async () => {
  const { invites, id, redeem } = await setUp({ role: 'moderator' });
  for (let use = 0; use < 5; use += 1) {
    expect(await redeem()).toEqual({
      ok: true,
      invite: { inviteId: id, role: 'moderator', trusted: false, seatId: null, isPersonal: false, createdAt: NOW },
      counted: true,
    });
  }
  expect((await invites.find(id))?.uses).toBe(5);
});

it('a single-use invite is used up after one use, and works again when that use is given back', async () => {
  const { invites, id, redeem } = await setUp({ maxUses: 1 });
  expect((await redeem()).ok).toBe(true);
  expect(await redeem()).toEqual({ ok: false, reason: 'usedUp' });
  await invites.release(id);
  expect((await redeem()).ok).toBe(true);
  expect((await redeem()).ok).toBe(false);
});

it('giving back more than was used gives no further uses', async () => {
  const { invites, id, redeem } = await setUp({ maxUses: 1 });
  await invites.release(id);
  await invites.release(id);
  expect((await redeem()).ok).toBe(true);
  expect((await redeem()).ok).toBe(false);
});

it('an invite works until the millisecond at which it expires', async () => {
  const { invites, id, redeem } = await setUp({ expiresAt: NOW + 1_000 });
  vi.setSystemTime(NOW + 999);
  expect((await redeem()).ok).toBe(true);
  expect(await invites.isStanding(id)).toBe(true);
  vi.setSystemTime(NOW + 1_000);
  expect(await redeem()).toEqual({ ok: false, reason: 'expired' });
  // Whoever redeemed it in time is not put out by the clock.
  expect(await invites.isStanding(id)).toBe(true);
});

it('a revoked invite neither works nor stands, and keeps the time of its first revocation', async () => {
  const { invites, id, redeem } = await setUp();
  expect((await invites.revoke(id))?.revokedAt).toBe(NOW);
  expect(await redeem()).toEqual({ ok: false, reason: 'revoked' });
  expect(await invites.isStanding(id)).toBe(false);
  vi.setSystemTime(NOW + 5);
  expect((await invites.revoke(id))?.revokedAt).toBe(NOW);
});

it("one room's invite does not open another, and is not used up by trying", async () => {
  const { rooms, invites, attempt, redeem } = await setUp({ maxUses: 1 });
  const other = await rooms.create(newRoom());
  expect(await invites.redeem({ ...attempt, roomId: other.id })).toEqual({ ok: false, reason: 'otherRoom' });
  expect((await redeem()).ok).toBe(true);
});

it('an unknown secret is refused, and an unknown id is null to revoke and does not stand', async () => {
  const { invites, attempt } = await setUp();
  expect(await invites.redeem({ ...attempt, secretHash: 'x' })).toEqual({ ok: false, reason: 'unknown' });
  expect(await invites.revoke('missing')).toBeNull();
  expect(await invites.isStanding('missing')).toBe(false);
});

it('a used-up invite still stands for the one who used it', async () => {
  const { invites, id, redeem } = await setUp({ maxUses: 1 });
  await redeem();
  expect(await invites.isStanding(id)).toBe(true);
});

it('of processes that redeem the same single-use invites at once, exactly one gets each', async () => {
  const dataDir = tempDir();
  const { invites, room } = await setUp({}, dataDir);
  const hashes = Array.from({ length: 100 }, (_, index) => `single-use-${index}`);
  for (const secretHash of hashes) await invites.create(newInvite({ roomId: room.id, secretHash, maxUses: 1 }));
  const children = Array.from({ length: 3 }, () =>
    startChild(new URL('../children/redeem-invites.ts', import.meta.url), [dataDir, room.id, ...hashes]),
  );
  for (const child of children) expect(await child.nextLine()).toBe('ready');
  for (const child of children) child.process.stdin.write('go\n');
  const counts = await Promise.all(children.map(async (child) => Number(await child.nextLine())));
  expect(counts.reduce((sum, count) => sum + count)).toBe(hashes.length);
});
