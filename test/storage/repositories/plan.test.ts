import { expect, it } from 'vitest';
import { newInvite, newRoom, openTestDatabase } from '../storage.ts';

async function setUp() {
  const database = await openTestDatabase();
  const { rooms, plans, invites } = database;
  const room = await rooms.create(newRoom());
  const seats = ['Aach', 'Buch', 'Cham'].map((name) => ({ id: `seat-${name}`, name }));
  await plans.exchangePlan(room.id, () => true, { seats, quorum: 2 });
  const seatInvite = (seatId: string, secretHash: string) =>
    invites.createForSeat({ ...newInvite({ roomId: room.id, secretHash, maxUses: 1, trusted: true }), seatId });
  const redeem = (secretHash: string) => invites.redeem({ roomId: room.id, secretHash });
  return { ...database, room, seats, seatInvite, redeem };
}

it('a plan keeps its order, its seats and its quorum', async () => {
  const { rooms, plans, room, seats } = await setUp();
  expect(await plans.listSeats(room.id)).toEqual(seats);
  const [a, b, c] = seats;
  const turned = [c, { id: 'seat-neu', name: 'Neu' }, { id: b?.id ?? '', name: 'Buch am Wald' }, a].filter(
    (seat) => seat !== undefined,
  );
  await plans.exchangePlan(room.id, () => true, { seats: turned, quorum: null });
  expect(await plans.listSeats(room.id)).toEqual(turned);
  expect((await rooms.findRoom(room.id))?.quorum).toBeNull();
});

it('a plan that cannot be kept whole is not kept at all', async () => {
  const { rooms, plans, room, seats } = await setUp();
  const other = await rooms.create(newRoom());
  const foreign = [{ id: 'own', name: 'Eigener' }, ...seats.slice(0, 1)];
  await expect(plans.exchangePlan(other.id, () => true, { seats: foreign, quorum: 1 })).rejects.toThrow();
  expect(await plans.listSeats(other.id)).toEqual([]);
  expect((await rooms.findRoom(other.id))?.quorum).toBeNull();
  expect(await plans.listSeats(room.id)).toEqual(seats);
  expect(await plans.exchangePlan('missing', () => true, { seats, quorum: 1 })).toBe(false);
});

it('a seat that goes leaves no working link, one that stays keeps its own', async () => {
  const { plans, invites, room, seats, seatInvite, redeem } = await setUp();
  const gone = await seatInvite('seat-Aach', 'a');
  const kept = await seatInvite('seat-Buch', 'b');
  await plans.exchangePlan(room.id, () => true, { seats: seats.slice(1), quorum: null });
  expect(await redeem('a')).toEqual({ ok: false, reason: 'revoked' });
  expect(await invites.isStanding(gone.id)).toBe(false);
  const { seatId, revokedAt } = (await invites.find(gone.id)) ?? expect.fail();
  expect(seatId).toBeNull();
  expect(Math.abs((revokedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(await redeem('b')).toMatchObject({ ok: true, invite: { inviteId: kept.id, seatId: 'seat-Buch' } });
});

it("of a seat's links only the newest works, and who has used an older one may stay", async () => {
  const { invites, seatInvite, redeem } = await setUp();
  const used = await seatInvite('seat-Aach', 'first');
  await redeem('first');
  await seatInvite('seat-Aach', 'second');
  const other = await seatInvite('seat-Buch', 'other');
  await seatInvite('seat-Aach', 'third');
  await invites.release(used.id);
  expect((await redeem('first')).ok).toBe(false);
  expect(await redeem('second')).toEqual({ ok: false, reason: 'revoked' });
  expect((await redeem('third')).ok).toBe(true);
  expect(await invites.isStanding(used.id)).toBe(true);
  expect(await invites.isStanding(other.id)).toBe(true);
});

it('a plan goes with its room', async () => {
  const { rooms, plans, invites, room, seatInvite } = await setUp();
  const { id } = await seatInvite('seat-Aach', 'a');
  await rooms.delete(room.id);
  expect(await plans.listSeats(room.id)).toEqual([]);
  expect(await invites.find(id)).toBeNull();
});
