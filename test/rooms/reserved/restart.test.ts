import { afterEach, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { wallTimeOf } from '../../../src/catalogue/reservations/zoned.ts';
import { RESTART_WINDOW_MS } from '../../../src/rooms/entry/standings.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const ZONE = 'Europe/Berlin';
const MINUTE_MS = 60_000;
/** A whole minute: reserved times are. */
const NOW = Date.parse('2098-12-08T09:00:00Z');

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A room that is reserved for an hour, and for another ten minutes later, each with a quarter of an hour before and after. */
async function setUp() {
  const dataDir = tempDir();
  const clock = (minutes: number) => void vi.useFakeTimers({ toFake: ['Date'], now: NOW + minutes * MINUTE_MS });
  clock(-30);
  let app = await startTestApp({ dataDir });
  const room = await app.createRoom();
  const reserve = async (from: number) => {
    const times = { start: wallTimeOf(NOW + from * MINUTE_MS, ZONE), minutes: 60, zone: ZONE, rule: null };
    const { id } = await app.catalogue.reservations.create(OPERATOR, { roomId: room.id, seats: 2, ...times });
    return id;
  };
  const [first, second] = [await reserve(0), await reserve(70)];
  return {
    room,
    first,
    second,
    clock,
    get app() {
      return app;
    },
    /** When the meeting's own time is over for whoever comes now, in minutes from the first one's begin on. */
    async come() {
      const client = await app.connect();
      const { room: view } = await client.join(room.id, 'Anna');
      const { reserved, closesForNext } = view;
      const endsAt = reserved?.state === 'running' ? (Date.now() + reserved.endsInMs - NOW) / MINUTE_MS : null;
      const minute = endsAt && Math.round(endsAt);
      return { client, endsAt: minute, state: reserved?.state, nextInMs: reserved?.nextInMs, closesForNext };
    },
    async kill() {
      await app.rooms.settled();
      // It lives on and writes no more, as a process that was killed.
      vi.spyOn(app.database.runningDates, 'forget').mockResolvedValue();
      app = await startTestApp({ dataDir });
    },
    async stop() {
      await app.close();
      await app.rooms.settled();
      app = await startTestApp({ dataDir });
    },
  };
}

it('after an orderly stop or a crash a meeting is of its own reserved time still, and of the next one when it has ended before', async () => {
  const at = await setUp();
  const { come, clock, stop, kill, room, first } = at;
  const kept = () => at.app.database.runningDates.find(room.id);
  clock(10);
  expect((await come()).endsAt).toBe(60);
  // Both are open from here on.
  clock(57);
  await stop();
  expect(await kept()).toMatchObject({ reservationId: first });
  const back = await come();
  expect(back.endsAt).toBe(60);
  expect(back.nextInMs).toBe(3 * MINUTE_MS);
  await kill();
  // Two of them at once, over and again.
  const both = await Promise.all([come(), come()]);
  expect(both.map(({ endsAt }) => endsAt)).toEqual([60, 60]);
  await at.app.rooms.settled();

  // They go: whoever comes then comes for the next one, also after another restart.
  for (const { client } of both) await client.send('room:leave', {});
  await expect.poll(() => at.app.rooms.live.rooms).toEqual([]);
  await at.app.rooms.settled();
  expect(await kept()).toBeNull();
  expect((await come()).endsAt).toBe(130);
  await stop();
  expect((await come()).endsAt).toBe(130);
  expect(at.app.failures).toEqual([]);
});

it('what was moved, called off or deleted while no server was there holds for the meeting that comes back', async () => {
  const at = await setUp();
  const { come, clock, stop, first, second, room } = at;
  clock(10);
  await come();
  clock(57);
  await at.app.catalogue.reservations.cancel(OPERATOR, first);
  await stop();
  // As without a restart: it has no time of its own any more, and makes room for the next one.
  expect(await come()).toMatchObject({ state: undefined, closesForNext: true });
  await at.app.catalogue.reservations.delete(OPERATOR, first);
  await stop();
  expect((await come()).endsAt).toBe(130);
  await at.app.catalogue.reservations.delete(OPERATOR, second);
  expect(await at.app.database.runningDates.find(room.id)).toBeNull();
});

it('who knocked only, and who comes long after the restart, find no meeting that was before', async () => {
  const at = await setUp();
  const { come, clock, stop, room } = at;
  clock(10);
  await come();
  clock(57);
  await stop();
  const later = performance.now() + RESTART_WINDOW_MS + 1;
  vi.spyOn(performance, 'now').mockImplementation(() => later);
  expect((await come()).endsAt).toBe(130);
  vi.restoreAllMocks();
  clock(200);
  await at.app.database.runningDates.forgetOld();
  expect(await at.app.database.runningDates.find(room.id)).toBeNull();
});
