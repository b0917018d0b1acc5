import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Call } from '../../../web/src/call/call.ts';
import type { Notice } from '../../../web/src/call/call-state.ts';
import { LateCall } from '../../../web/src/call/late-call.ts';
import { ServerClock } from '../../../web/src/call/moments.ts';
import { RoomMemory } from '../../../web/src/session/links/room-link.ts';
import { aJoinedReply, FakeLocal, FakeMedia, FakeSignaling, FakeStorage } from '../fakes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aLateCall() {
  const signaling = new FakeSignaling();
  const memory = new RoomMemory(new FakeStorage(), 'room');
  const places: string[] = [];
  const notices: Notice[] = [];
  const program = { isLost: false, asked: 0, wished: [] as boolean[], arrive: () => {}, fail: () => {} };
  const load = (isWished: boolean) => {
    program.asked += 1;
    program.wished.push(isWished);
    return new Promise<(clock: ServerClock) => Call>((resolve, reject) => {
      if (program.isLost) reject(new Error('lost'));
      program.fail = () => reject(new Error('lost'));
      program.arrive = () =>
        resolve(
          (clock) =>
            new Call({
              roomId: 'room',
              signaling,
              memory,
              local: new FakeLocal(),
              openMedia: new FakeMedia().open,
              estimateTile: () => ({ width: 320, height: 180 }),
              clock,
            }),
        );
    });
  };
  const call = new LateCall({ load, memory, clock: new ServerClock() });
  const place = () => {
    const state = call.getSnapshot();
    return state.place === 'joining' && state.returning ? `returning${state.slow ? ' slowly' : ''}` : state.place;
  };
  call.subscribe(() => places.at(-1) !== place() && places.push(place()));
  call.onNotice((notice) => notices.push(notice));
  signaling.answer('room:join', () => aJoinedReply());
  return { call, signaling, memory, program, places, notices, place };
}

test('a click before the program is there is a click: one is in as soon as it comes, and sees nothing else meanwhile', async () => {
  const { call, signaling, program, places } = aLateCall();
  call.open('');
  await call.join({ displayName: 'Anna', password: 'geheim12' });
  await call.join({ displayName: 'Anna again' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(places).toEqual(['joining']);
  program.arrive();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(places).toEqual(['joining', 'table']);
  expect(signaling.inputsOf('room:join')).toMatchObject([{ displayName: 'Anna', password: 'geheim12' }]);
  expect(program.asked).toBe(1);
});

test('after a reload the way back is shown from the first moment, and leads to the seat', async () => {
  const { call, memory, program, places, notices } = aLateCall();
  memory.resume = 'resume-0';
  call.open('Anna');
  expect(call.getSnapshot()).toEqual({ place: 'joining', returning: true, slow: false });
  program.arrive();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(places).toEqual(['returning', 'table']);
  expect(notices).toEqual([]);
});

test('a way back that takes long can be given up for the door, and then nobody is taken in by themselves', async () => {
  const { call, signaling, memory, program, places } = aLateCall();
  memory.resume = 'resume-0';
  call.open('Anna');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(places).toEqual(['returning', 'returning slowly']);
  // Nobody has pressed: a page that is loaded anew for it would be loaded anew for ever.
  expect(program.wished).toEqual([false]);
  call.backToDoor();
  program.arrive();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(places.at(-1)).toBe('door');
  expect(signaling.inputsOf('room:join')).toEqual([]);
});

test('whoever clicked and gets no program is told so, and gets in by the next click once it has come', async () => {
  const { call, program, place } = aLateCall();
  program.isLost = true;
  call.open('');
  await call.join({ displayName: 'Anna' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(call.getSnapshot()).toEqual({ place: 'door', problem: { code: 'OFFLINE' } });
  program.isLost = false;
  await vi.advanceTimersByTimeAsync(2_000);
  program.arrive();
  await vi.advanceTimersByTimeAsync(0);
  expect(place()).toBe('door');
  await call.join({ displayName: 'Anna' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(place()).toBe('table');
});

test('a press is known to whatever loads the program, at once also when an attempt of before has failed', async () => {
  const { call, program } = aLateCall();
  call.open('');
  await call.join({ displayName: 'Anna' });
  expect(program.wished).toEqual([false]);
  program.fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(program.wished).toEqual([false, true]);
  program.fail();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(program.wished).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(1);
  expect(program.wished).toEqual([false, true, true]);
  call.close();
});

test('it tells on what the call tells, shows the clock that the call has set, and ends with it', async () => {
  const { call, signaling, program, notices } = aLateCall();
  call.open('');
  call.setPageHidden(true);
  program.arrive();
  await call.join({ displayName: 'Anna' });
  await vi.advanceTimersByTimeAsync(1_000);
  signaling.tell('server:closing', {});
  expect(notices).toEqual([{ kind: 'server-closing' }]);
  call.leave();
  expect(call.getSnapshot().place).toBe('left');
  call.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('closed before the program came, it asks for it no more', async () => {
  const { call, program } = aLateCall();
  program.isLost = true;
  call.open('');
  await vi.advanceTimersByTimeAsync(0);
  call.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(program.asked).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});
