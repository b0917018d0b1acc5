import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { INVITE_USE_MS } from '../../../src/platform/periods.ts';
import { newInvite, newRoom, openTestDatabase } from '../storage.ts';

const NOW = 1_800_000_000_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

async function setUp(changes: Omit<Parameters<typeof newInvite>[0], 'roomId'>) {
  const { rooms, invites } = await openTestDatabase();
  const room = await rooms.create(newRoom());
  const { id } = await invites.create(newInvite({ secretHash: 'hash', ...changes, roomId: room.id }));
  const redeem = (deviceHash: string | null) => invites.redeem({ roomId: room.id, secretHash: 'hash', deviceHash });
  return { invites, id, redeem };
}

it('a used-up invite lets in the browser that has used it, for a day, and no other', async () => {
  const { invites, id, redeem } = await setUp({ maxUses: 1 });
  expect(await redeem('mine')).toMatchObject({ ok: true, counted: true });
  expect(await redeem('mine')).toMatchObject({ ok: true, counted: false });
  for (const device of ['other', null]) expect(await redeem(device)).toEqual({ ok: false, reason: 'usedUp' });
  expect((await invites.find(id))?.uses).toBe(1);
  vi.setSystemTime(NOW + INVITE_USE_MS);
  expect(await redeem('mine')).toEqual({ ok: false, reason: 'usedUp' });
});

it('an invite that has expired lets in the browser that used it in time', async () => {
  const { redeem } = await setUp({ expiresAt: NOW + 1_000 });
  expect(await redeem('mine')).toMatchObject({ ok: true });
  vi.setSystemTime(NOW + 1_000);
  expect(await redeem('mine')).toMatchObject({ ok: true, counted: false });
  expect(await redeem('other')).toEqual({ ok: false, reason: 'expired' });
});

it('revoked, or given back, it lets in nobody who was in before', async () => {
  const revoked = await setUp({ maxUses: 1 });
  await revoked.redeem('mine');
  await revoked.invites.revoke(revoked.id);
  expect(await revoked.redeem('mine')).toEqual({ ok: false, reason: 'revoked' });
  const given = await setUp({ maxUses: 1 });
  await given.redeem('mine');
  await given.invites.release(given.id, 'mine');
  expect(await given.redeem('other')).toMatchObject({ ok: true });
  expect(await given.redeem('mine')).toEqual({ ok: false, reason: 'usedUp' });
});

it('uses from long ago are forgotten', async () => {
  const { invites, redeem } = await setUp({ maxUses: 1 });
  await redeem('mine');
  vi.setSystemTime(NOW + INVITE_USE_MS);
  await invites.forgetOldUses();
  vi.setSystemTime(NOW);
  expect(await redeem('mine')).toEqual({ ok: false, reason: 'usedUp' });
});
