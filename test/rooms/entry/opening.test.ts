import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReservedTime, StoredRoom } from '../../../src/rooms/ports/storage.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { storedRoom } from '../../helpers/meetings/rooms.ts';

const NOW = Date.parse('2026-11-30T12:40:00Z');
const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

/** A room that is open only while it is reserved: from in twenty minutes on. */
function setUp({ opensAt = NOW + 20 * MINUTE_MS, ...changes }: Partial<StoredRoom> & { opensAt?: number } = {}) {
  const reserved: { times: ReservedTime[] } = { times: [] };
  const meeting = openMeeting({
    onlyReserved: true,
    ...changes,
    reservedTimes: {
      windowsWithin: async () => reserved.times,
      nextOf: async (_, at) => {
        const next = reserved.times.find(({ closesAt }) => closesAt > at);
        return next ? { ...next, zone: 'UTC' } : null;
      },
    },
  });
  const window = { reservationId: 'r', date: '', roomId: storedRoom().id, organisationId: null, seats: 5, opensAt };
  reserved.times = [
    {
      ...window,
      beginsAt: opensAt + 15 * MINUTE_MS,
      endsAt: opensAt + 75 * MINUTE_MS,
      closesAt: opensAt + 90 * MINUTE_MS,
    },
  ];
  return { ...meeting, reserved };
}

it('who comes early waits, knows until when, and is in by itself when the door opens', async () => {
  const { enter } = setUp();
  const anna = await enter('Anna');
  expect(anna.reply).toMatchObject({ state: 'lobby', waitingFor: 'opening', opensInMs: 20 * MINUTE_MS });
  await vi.advanceTimersByTimeAsync(20 * MINUTE_MS - 1_000);
  expect(anna.heard('lobby:admitted')).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(anna.heard('lobby:admitted')).toHaveLength(1);
});

it('who comes when it is open is in, and afterwards nobody new', async () => {
  const { enter } = setUp({ opensAt: NOW - MINUTE_MS });
  expect((await enter('Anna')).reply.state).toBe('joined');
  vi.setSystemTime(NOW + 90 * MINUTE_MS);
  expect((await enter('Bert')).reply).toMatchObject({ state: 'lobby', waitingFor: 'opening', opensInMs: null });
});

it('moderators are in early, and let in whom they like', async () => {
  const { enter, inviteFor } = setUp();
  const chair = await enter('Vorsitz', { invite: inviteFor('moderator') });
  expect(chair.reply.state).toBe('joined');
  const anna = await enter('Anna');
  expect(anna.reply).toMatchObject({ state: 'lobby', waitingFor: 'opening' });
  await chair.send('lobby:admit', { participantIds: [anna.id] });
  expect(anna.heard('lobby:admitted')).toHaveLength(1);
});

it('a date that is moved while somebody waits is told to them', async () => {
  const { enter, reserved } = setUp();
  const anna = await enter('Anna');
  reserved.times = reserved.times.map((time) => ({ ...time, opensAt: NOW + 60 * MINUTE_MS }));
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(anna.heard('lobby:updated').at(-1)).toMatchObject({ waitingFor: 'opening', opensInMs: 59 * MINUTE_MS });
  reserved.times = reserved.times.map((time) => ({ ...time, opensAt: NOW }));
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(anna.heard('lobby:admitted')).toHaveLength(1);
});

it('where the lobby is on, the chair still decides once it is open', async () => {
  const { enter } = setUp({ lobby: 'on' });
  const anna = await enter('Anna');
  await vi.advanceTimersByTimeAsync(20 * MINUTE_MS);
  expect(anna.heard('lobby:updated').at(-1)).toMatchObject({ waitingFor: 'admission', opensInMs: null });
  expect(anna.heard('lobby:admitted')).toEqual([]);
});

it('a room that is always open asks for no time, and nobody who waits for an opening leaves a timer', async () => {
  const { enter } = setUp({ onlyReserved: false });
  expect((await enter('Anna')).reply.state).toBe('joined');
  const other = setUp();
  const before = vi.getTimerCount();
  const bert = await other.enter('Bert');
  expect(vi.getTimerCount()).toBeGreaterThan(before);
  await bert.send('room:leave', {});
  expect(vi.getTimerCount()).toBe(before);
});
