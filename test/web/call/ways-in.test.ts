import { afterEach, expect, test, vi } from 'vitest';
import { Call } from '../../../web/src/call/call.ts';
import { RoomMemory } from '../../../web/src/session/links/room-link.ts';
import { RequestError } from '../../../web/src/session/signaling.ts';
import { aJoinedReply, FakeLocal, FakeMedia, FakeSignaling, FakeStorage, settled } from '../fakes.ts';

afterEach(() => vi.useRealTimers());

function aCall() {
  const signaling = new FakeSignaling();
  const memory = new RoomMemory(new FakeStorage(), 'room');
  const call = new Call({
    roomId: 'room',
    signaling,
    memory,
    local: new FakeLocal(),
    openMedia: new FakeMedia().open,
    estimateTile: () => ({ width: 1, height: 1 }),
  });
  return { call, signaling, memory };
}

/** One stay per connection, as the server has it: a second join beside or after the first is refused. */
function oneStayEach(signaling: FakeSignaling): void {
  let carriedBy = -1;
  signaling.answer('room:join', () => {
    if (carriedBy === signaling.renewals) throw new RequestError({ code: 'INVALID_STATE' });
    carriedBy = signaling.renewals;
    return aJoinedReply();
  });
}

const PASSING = [
  'OFFLINE',
  'NO_ANSWER',
  'INVALID_STATE',
  'RATE_LIMITED',
  'SERVER_DRAINING',
  'MEDIA_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'INTERNAL',
] as const;

test.each(PASSING)(
  'a reload that meets %s at first leads back to the place all the same, and says that it takes longer',
  async (code) => {
    vi.useFakeTimers();
    const { call, signaling, memory } = aCall();
    memory.resume = 'resume-0';
    let gives = () => {};
    const gate = new Promise<void>((resolve) => (gives = resolve));
    let tries = 0;
    signaling.answer('room:join', async () => {
      tries += 1;
      if (tries === 1) throw new RequestError({ code });
      await gate;
      return aJoinedReply();
    });
    call.open('Anna');
    await vi.advanceTimersByTimeAsync(0);
    expect(call.getSnapshot()).toEqual({ place: 'joining', returning: true, slow: true });
    if (code === 'OFFLINE') signaling.reconnect();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(tries).toBe(2);
    gives();
    await vi.advanceTimersByTimeAsync(0);
    expect(call.getSnapshot().place).toBe('table');
    call.close();
    expect(vi.getTimerCount()).toBe(0);
  },
);

test.each([
  ['ROOM_ENDED', { place: 'left', reason: 'ended' }],
  ['BANNED', { place: 'left', reason: 'removed' }],
  ['ROOM_LOCKED', { place: 'door', problem: { code: 'ROOM_LOCKED' } }],
] as const)('a reload that is answered %s is told so', async (code, expected) => {
  const { call, signaling, memory } = aCall();
  memory.resume = 'resume-0';
  signaling.answer('room:join', () => {
    throw new RequestError({ code });
  });
  call.open('Anna');
  await settled();
  expect(call.getSnapshot()).toMatchObject(expected);
});

test('whoever does not want to wait any longer goes to the door, from where the same place is still open', async () => {
  vi.useFakeTimers();
  const { call, signaling, memory } = aCall();
  memory.resume = 'resume-0';
  signaling.answer('room:join', () => {
    throw new RequestError({ code: 'INTERNAL' });
  });
  call.open('Anna');
  await vi.advanceTimersByTimeAsync(0);
  call.backToDoor();
  expect(call.getSnapshot()).toEqual({ place: 'door', problem: null });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(signaling.inputsOf('room:join')).toHaveLength(1);
  oneStayEach(signaling);
  await call.join({ displayName: 'Anna' });
  expect(signaling.inputsOf('room:join').at(-1)).toMatchObject({ resume: 'resume-0' });
  expect(call.getSnapshot().place).toBe('table');
});

test.each(['rejoin', 'door'] as const)(
  'whoever comes in again while the goodbye is under way is in (%s)',
  async (way) => {
    const { call, signaling } = aCall();
    oneStayEach(signaling);
    await call.join({ displayName: 'Anna', password: 'geheim12' });
    let said = (): void => {};
    signaling.answer('room:leave', () => new Promise((resolve) => (said = () => resolve({}))));
    call.leave();
    if (way === 'rejoin') await call.rejoin();
    else {
      call.backToDoor();
      await call.join({ displayName: 'Bert', password: 'geheim12' });
    }
    said();
    await settled();
    expect(call.getSnapshot().place).toBe('table');
    expect(signaling.isResting).toBe(false);
    expect('resume' in Object(signaling.inputsOf('room:join').at(-1))).toBe(way === 'rejoin');
  },
);

test('a goodbye that got no answer is said again over another connection', async () => {
  const { call, signaling } = aCall();
  oneStayEach(signaling);
  await call.join({ displayName: 'Anna', password: 'geheim12' });
  let tries = 0;
  signaling.answer('room:leave', () => {
    tries += 1;
    if (tries === 1) throw new RequestError({ code: 'NO_ANSWER' });
    return {};
  });
  call.leave();
  await settled();
  expect(signaling.asked.slice(-2)).toMatchObject([
    { name: 'room:join', input: { resume: 'resume-1' } },
    { name: 'room:leave' },
  ]);
  expect([signaling.renewals, signaling.isResting]).toEqual([1, true]);
});

test('those who are told to come later at the same time do not come at the same time, nor earlier', async () => {
  vi.useFakeTimers();
  const cameAfterMs: number[] = [];
  for (const random of [0, 0.5, 0.99]) {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    const { call, signaling, memory } = aCall();
    memory.resume = 'resume-0';
    signaling.answer('room:join', () => {
      throw new RequestError({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
    });
    call.open('Anna');
    const told = performance.now();
    while (signaling.inputsOf('room:join').length < 2) await vi.advanceTimersByTimeAsync(10);
    cameAfterMs.push(performance.now() - told);
    call.close();
  }
  vi.restoreAllMocks();
  expect(Math.min(...cameAfterMs)).toBeGreaterThanOrEqual(1_000);
  expect(new Set(cameAfterMs).size).toBe(3);
});
