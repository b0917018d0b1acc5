import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoredInviteBook, secrets } from '../../../src/auth/index.ts';
import type { AppError } from '../../../src/platform/errors.ts';
import { newInvite, newRoom, openTestDatabase } from '../../storage/storage.ts';

const NOW = 1_800_000_000_000;
beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function setUp() {
  const { rooms, plans, invites } = await openTestDatabase();
  const room = await rooms.create(newRoom());
  const book = new StoredInviteBook({ invites, secrets });
  const invite = async (changes: Partial<Parameters<typeof newInvite>[0]> = {}) => {
    const { secret, hash } = secrets.create();
    const { id } = await invites.create(newInvite({ roomId: room.id, secretHash: hash, ...changes }));
    return { id, secret };
  };
  const redeem = (secret: string, changes: { roomId?: string; address?: string; device?: string } = {}) =>
    book.redeem({ roomId: room.id, secret, address: '192.0.2.1', device: null, ...changes });
  return { rooms, plans, room, invites, book, invite, redeem };
}

const refusalOf = (redemption: Promise<unknown>) =>
  redemption.then(
    () => expect.fail('it was redeemed'),
    ({ code, message, details }: AppError) => ({ code, message, reason: details.reason }),
  );

it('an invite gives the role that was chosen for it', async () => {
  const { invite, redeem } = await setUp();
  const { id, secret } = await invite({ role: 'moderator' });
  expect((await redeem(secret)).invite).toMatchObject({ inviteId: id, role: 'moderator' });
});

it('whatever is wrong with an invite, the answer is the same; the reason is for the log', async () => {
  const { rooms, invites, book, invite, redeem } = await setUp();
  const other = await rooms.create(newRoom());
  const revoked = await invite();
  await invites.revoke(revoked.id);
  const used = await invite({ maxUses: 1 });
  await redeem(used.secret);
  const refusals = {
    unknown: redeem(secrets.create().secret),
    otherRoom: redeem((await invite()).secret, { roomId: other.id }),
    revoked: redeem(revoked.secret),
    expired: redeem((await invite({ expiresAt: NOW })).secret),
    usedUp: redeem(used.secret),
  };
  for (const [reason, refusal] of Object.entries(refusals)) {
    expect(await refusalOf(refusal)).toEqual({ code: 'INVITE_INVALID', message: 'INVITE_INVALID', reason });
  }
  expect(await book.isStanding(used.id)).toBe(true);
  expect(await book.isStanding(revoked.id)).toBe(false);
});

describe('attempts of one browser by one invite', () => {
  const device = 'd'.repeat(43);

  it('at once count as one use', async () => {
    const { invites, invite, redeem } = await setUp();
    const { id, secret } = await invite({ maxUses: 1 });
    await Promise.all([redeem(secret, { device }), redeem(secret, { device }), redeem(secret, { device })]);
    expect((await invites.find(id))?.uses).toBe(1);
  });

  it('give it back when the last of them has failed, and not when one of them is in', async () => {
    const { invite, redeem } = await setUp();
    for (const keeps of [true, false]) {
      const { secret } = await invite({ maxUses: 1 });
      const [first, second] = [await redeem(secret, { device }), await redeem(secret, { device })];
      await first.giveBack();
      expect((await refusalOf(redeem(secret, { device: 'other' }))).reason).toBe('usedUp');
      if (keeps) second.keep();
      // Said twice it is done once, and once in they stay in.
      for (let time = 0; time < 2; time += 1) await Promise.all([first.giveBack(), second.giveBack()]);
      const other = redeem(secret, { device: 'other' });
      if (keeps) expect((await refusalOf(other)).reason).toBe('usedUp');
      else await other;
    }
  });

  it('that begin while a use is given back count their own', async () => {
    const { invites, invite, redeem } = await setUp();
    const { id, secret } = await invite({ maxUses: 1 });
    const first = await redeem(secret, { device });
    const [, second] = await Promise.all([first.giveBack(), redeem(secret, { device })]);
    second.keep();
    expect((await invites.find(id))?.uses).toBe(1);
    expect((await refusalOf(redeem(secret, { device: 'other' }))).reason).toBe('usedUp');
  });
});

it("a seat's link is for one use, trusted, for its seat alone, and the newest of them", async () => {
  const { plans, room, invites, book, redeem } = await setUp();
  await plans.exchangePlan(room.id, () => true, { seats: [{ id: 'seat-1', name: 'Aach' }], quorum: null });
  const wanted = { roomId: room.id, seatId: 'seat-1', label: 'Aach' };
  const older = await book.createForSeat(wanted);
  const { inviteId, secret } = await book.createForSeat(wanted);
  const promised = { inviteId, role: 'participant', trusted: true, seatId: 'seat-1', isPersonal: true, createdAt: NOW };
  expect((await redeem(secret)).invite).toEqual(promised);
  expect(await refusalOf(redeem(secret))).toMatchObject({ code: 'INVITE_INVALID', reason: 'usedUp' });
  expect(await refusalOf(redeem(older.secret))).toMatchObject({ code: 'INVITE_INVALID', reason: 'revoked' });
  expect(JSON.stringify(await invites.list(room.id))).not.toContain(secret);
});

it('of twenty who follow a single-use link at once, one gets in; given back, one more', async () => {
  const { invite, redeem } = await setUp();
  const { secret } = await invite({ maxUses: 1 });
  const race = async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => redeem(secret)));
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  };
  const [first, ...others] = await race();
  expect(others).toEqual([]);
  await first?.giveBack();
  expect(await race()).toHaveLength(1);
});

it('five hundred people behind one address follow a link at once and all get in', async () => {
  const { invite, redeem } = await setUp();
  const { secret } = await invite();
  await Promise.all(Array.from({ length: 500 }, () => redeem(secret)));
});

it('an address that keeps trying is told to stop; a standing invite lets in from there all the same', async () => {
  const { book, invite, redeem } = await setUp();
  const guess = async () => (await refusalOf(redeem(secrets.create().secret))).code;
  const codes = await Promise.all(Array.from({ length: 400 }, guess));
  expect(codes.filter((code) => code === 'INVITE_INVALID')).toHaveLength(300);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(100);

  const { secret } = await invite({ maxUses: 1 });
  await redeem(secret);
  vi.advanceTimersByTime(10 * 60_000);
  expect(await guess()).toBe('INVITE_INVALID');
  book.close();
  expect(vi.getTimerCount()).toBe(0);
});

it('no error carries the secret', async () => {
  const { redeem } = await setUp();
  const { secret, hash } = secrets.create();
  const error = await redeem(secret).catch((refusal: unknown) => refusal);
  const told = `${(error as AppError).stack} ${JSON.stringify(error)}`;
  expect(told).not.toContain(secret);
  expect(told).not.toContain(hash);
});
