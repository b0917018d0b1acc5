import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/platform/errors.ts';
import { clockReading, type RoomView } from '../../../src/protocol/index.ts';
import type { ReservedTime } from '../../../src/rooms/ports/storage.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { storedRoom } from '../../helpers/meetings/rooms.ts';

const NOW = Date.parse('2026-11-30T14:00:00Z');
const MINUTE_MS = 60_000;
const minutes = (count: number) => count * MINUTE_MS;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

/** From then on for an hour, with a quarter of an hour before and after. */
function timeAt(reservationId: string, begins: number, ends = begins + 60): ReservedTime {
  return {
    reservationId,
    date: 'first',
    roomId: storedRoom().id,
    organisationId: null,
    seats: 5,
    opensAt: NOW + minutes(begins - 15),
    beginsAt: NOW + minutes(begins),
    endsAt: NOW + minutes(ends),
    closesAt: NOW + minutes(ends + 15),
  };
}

function setUp(...times: readonly ReservedTime[]) {
  const reserved = { times, isBroken: false };
  const extended: unknown[] = [];
  const meeting = openMeeting({
    reservedTimes: {
      windowsWithin: async ({ from }) => {
        if (reserved.isBroken) throw new AppError('STORAGE_UNAVAILABLE');
        return reserved.times.filter(({ closesAt }) => closesAt > from);
      },
      nextOf: async () => null,
    },
    extendReserved: async (date, length) => void extended.push([date, length]),
  });
  /** As when somebody has changed what is reserved, by whatever way. */
  const change = async (...now: readonly ReservedTime[]) => {
    reserved.times = now;
    await meeting.rooms.live.reload(storedRoom().id);
    await vi.advanceTimersByTimeAsync(50);
  };
  return { ...meeting, reserved, change, extended };
}

const told = (one: { heard(name: 'room:updated'): readonly Partial<RoomView>[] }) =>
  one.heard('room:updated').flatMap(({ reserved }) => (reserved === undefined ? [] : [reserved]));

it('everyone sees until when the room is theirs and when it is over: late comers and consoles too', async () => {
  const { enter, openConsole } = setUp(timeAt('ours', 0));
  const chair = await enter('Vorsitz', { role: 'moderator' });
  const running = { state: 'running', minutes: 60, nextInMs: null };
  expect(chair.reply).toMatchObject({ room: { reserved: { ...running, endsInMs: minutes(60) } } });
  await vi.advanceTimersByTimeAsync(minutes(55));
  const desk = await openConsole(chair);
  expect(desk.reply).toMatchObject({ room: { reserved: { ...running, endsInMs: minutes(5) } } });
  const late = await enter('Anna');
  expect(late.reply).toMatchObject({ room: { reserved: { ...running, endsInMs: minutes(5) } } });
  await vi.advanceTimersByTimeAsync(minutes(5));
  for (const one of [chair, desk, late]) expect(told(one)).toEqual([{ state: 'over', nextInMs: null }]);
  await vi.advanceTimersByTimeAsync(minutes(30));
  // Nobody is put out where nobody else comes.
  expect((await enter('Bert')).reply).toMatchObject({ room: { reserved: { state: 'over' }, closesInMs: null } });
});

it('the meeting ends for the next one, which finds an empty room; the chair cannot put it off', async () => {
  const { enter } = setUp(timeAt('ours', 0), timeAt('theirs', 90));
  const chair = await enter('Vorsitz', { role: 'moderator' });
  const guest = await enter('Anna');
  expect(guest.reply).toMatchObject({ room: { reserved: { endsInMs: minutes(60), nextInMs: minutes(75) } } });
  await vi.advanceTimersByTimeAsync(minutes(70));
  expect(guest.heard('room:updated').at(-1)).toMatchObject({ closesInMs: minutes(5), closesForNext: true });
  await chair.send('room:close', { afterMs: minutes(10) });
  await chair.send('room:keep-open', {});
  await vi.advanceTimersByTimeAsync(minutes(5) - 1);
  expect(guest.heard('room:left')).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  for (const one of [chair, guest]) expect(one.heard('room:left')).toEqual([{ reason: 'next' }]);
  const next = await enter('Bert');
  expect(next.reply).toMatchObject({
    room: { reserved: { endsInMs: minutes(75) }, closesInMs: null },
    participants: [{}],
  });
});

it('one that follows without a gap ends what was before at its end, and not who comes early for it', async () => {
  const { enter } = setUp(timeAt('ours', 0), timeAt('theirs', 60));
  const ours = await enter('Anna');
  await vi.advanceTimersByTimeAsync(minutes(50));
  await ours.send('room:leave', {});
  const early = await enter('Bert');
  expect(early.reply).toMatchObject({ room: { reserved: { endsInMs: minutes(70), nextInMs: null } } });
  await vi.advanceTimersByTimeAsync(minutes(30));
  expect(early.heard('room:left')).toEqual([]);
  const other = setUp(timeAt('ours', 80), timeAt('theirs', 140));
  // Who is there before any time begins is there for the first.
  const ad = await other.enter('Cora');
  await vi.advanceTimersByTimeAsync(minutes(60) - 1);
  expect(ad.heard('room:left')).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ad.heard('room:left')).toEqual([{ reason: 'next' }]);
});

it('what is moved, made longer or called off meanwhile changes what they see, and nobody is put out for what was', async () => {
  const { enter, change } = setUp(timeAt('ours', 0), timeAt('theirs', 90));
  const anna = await enter('Anna');
  await change(timeAt('ours', 0, 75), timeAt('theirs', 90));
  expect(told(anna).at(-1)).toMatchObject({ state: 'running', minutes: 75, nextInMs: expect.any(Number) });
  await vi.advanceTimersByTimeAsync(minutes(72));
  expect(anna.heard('room:updated').at(-1)).toMatchObject({ closesForNext: true });
  await change(timeAt('ours', 0, 75));
  expect(anna.heard('room:updated').at(-1)).toMatchObject({ closesInMs: null, closesForNext: false });
  await change();
  expect(told(anna).at(-1)).toBeNull();
  await vi.advanceTimersByTimeAsync(minutes(60));
  expect(anna.heard('room:left')).toEqual([]);
  // Who had the room and has it no more makes room all the same; told that late, they still have a minute.
  await change(timeAt('theirs', 135));
  expect(anna.heard('room:updated').at(-1)).toMatchObject({ closesInMs: expect.any(Number), closesForNext: true });
  expect(anna.heard('room:left')).toEqual([]);
  await vi.advanceTimersByTimeAsync(minutes(1));
  expect(anna.heard('room:left')).toEqual([{ reason: 'next' }]);
});

it('the chair makes it longer while it runs, and nobody else does; said twice it is as long as once', async () => {
  const { enter, extended, change } = setUp(timeAt('ours', 0));
  const chair = await enter('Vorsitz', { role: 'moderator' });
  const anna = await enter('Anna');
  expect(await anna.codeOf('room:extend', { minutes: 75 })).toBe('NOT_ALLOWED');
  await chair.send('room:extend', { minutes: 75 });
  expect(extended).toEqual([[{ reservationId: 'ours', date: 'first' }, 75]]);
  await change(timeAt('ours', 0, 75));
  await chair.send('room:extend', { minutes: 75 });
  await chair.send('room:extend', { minutes: 30 });
  expect(extended).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(minutes(75));
  expect(await chair.codeOf('room:extend', { minutes: 90 })).toBe('INVALID_STATE');
});

it('while nothing can be read what was known goes on, and is asked again', async () => {
  const { enter, reserved, failures } = setUp(timeAt('ours', 0), timeAt('theirs', 90));
  const anna = await enter('Anna');
  reserved.isBroken = true;
  await vi.advanceTimersByTimeAsync(minutes(71));
  expect(anna.heard('room:updated')).toEqual([]);
  expect(failures.length).toBeGreaterThan(0);
  reserved.isBroken = false;
  await vi.advanceTimersByTimeAsync(minutes(1));
  expect(anna.heard('room:updated').at(-1)).toMatchObject({ closesForNext: true });
});

it('no timer of it outlives the meeting', async () => {
  const { enter } = setUp(timeAt('ours', 0), timeAt('theirs', 90));
  const anna = await enter('Anna');
  await vi.advanceTimersByTimeAsync(minutes(72));
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  await anna.send('room:leave', {});
  expect(vi.getTimerCount()).toBe(0);
  expect(clockReading()).toBe(NOW + minutes(72));
});
