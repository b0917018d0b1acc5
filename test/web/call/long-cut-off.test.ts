import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Call } from '../../../web/src/call/call.ts';
import { PLACE_KEPT_MS, restWhileCutOff } from '../../../web/src/call/long-cut-off.ts';
import { RoomMemory } from '../../../web/src/session/links/room-link.ts';
import { aJoinedReply, FakeLocal, FakeMedia, FakeSignaling, FakeStorage } from '../fakes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function seated() {
  const signaling = new FakeSignaling();
  signaling.answer('room:join', () => aJoinedReply());
  const call = new Call({
    roomId: 'room',
    signaling,
    memory: new RoomMemory(new FakeStorage(), 'room'),
    local: new FakeLocal(),
    openMedia: new FakeMedia().open,
    estimateTile: () => ({ width: 1, height: 1 }),
  });
  // Their microphone was switched off by the chair, which is no wish of theirs for another meeting.
  const local = {
    local: (source: string) => ({ wanted: source === 'camera' }),
    switchOn: vi.fn(),
    stop: vi.fn(),
  };
  const end = restWhileCutOff({ call, local });
  await call.join({ displayName: 'Anna', password: 'geheim12' });
  return { call, signaling, local, end };
}

test('whoever is cut off is filmed and listened to no longer than a place is kept, and is again when back as they were before', async () => {
  const { call, signaling, local } = await seated();
  signaling.drop();
  await vi.advanceTimersByTimeAsync(PLACE_KEPT_MS - 1);
  expect(local.stop).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect([local.stop.mock.calls.length, local.switchOn.mock.calls]).toEqual([1, []]);
  call.tryAgain();
  await vi.advanceTimersByTimeAsync(0);
  expect([signaling.renewals, call.getSnapshot().place]).toEqual([1, 'table']);
  expect([local.stop.mock.calls.length, local.switchOn.mock.calls]).toEqual([1, [['camera']]]);
  call.close();
});

test('a short gap, and leaving after a long one, start nothing', async () => {
  const { call, signaling, local, end } = await seated();
  signaling.drop();
  await vi.advanceTimersByTimeAsync(60_000);
  signaling.reconnect();
  await vi.advanceTimersByTimeAsync(PLACE_KEPT_MS);
  expect(local.stop).not.toHaveBeenCalled();
  signaling.drop();
  await vi.advanceTimersByTimeAsync(PLACE_KEPT_MS);
  call.leave();
  expect([local.stop.mock.calls.length, local.switchOn.mock.calls]).toEqual([1, []]);
  end();
  call.close();
});

test('only who is cut off asks for another connection', async () => {
  const { call, signaling } = await seated();
  call.tryAgain();
  expect(signaling.renewals).toBe(0);
  call.close();
});
