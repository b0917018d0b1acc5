import { afterEach, expect, test, vi } from 'vitest';
import { type ConsoleReply, clockReading } from '../../../../src/protocol/index.ts';
import { ConsoleCall } from '../../../../web/src/call/console/console-call.ts';
import type { ConsoleDesk, ConsoleNotice } from '../../../../web/src/call/console/console-state.ts';
import { ConsoleMemory, consoleLink, parseConsoleLink } from '../../../../web/src/session/links/console-link.ts';
import { RequestError } from '../../../../web/src/session/signaling.ts';
import { ago, aParticipant, aRoomView, FakeSignaling, FakeStorage, left, settled } from '../../fakes.ts';

const LINK = { roomId: 'room', code: 'c'.repeat(43) };
const KNOCK = { id: 'knock', displayName: 'Anklopfer', waitedMs: ago(0), reconnecting: false, words: [] };

function aReply(changes: Partial<ConsoleReply> = {}): ConsoleReply {
  return {
    state: 'console',
    clock: clockReading(),
    consoleId: 'console',
    isChairing: true,
    room: aRoomView(),
    participants: [aParticipant('chair')],
    lobby: [],
    consoles: [],
    noisy: [],
    chat: [],
    polls: [],
    resume: 'resume-1',
    ...changes,
  };
}

function aConsole({ link = LINK as typeof LINK | null, storage = new FakeStorage() } = {}) {
  const signaling = new FakeSignaling();
  const memory = new ConsoleMemory(storage);
  const call = new ConsoleCall({ signaling, memory, link });
  const notices: ConsoleNotice[] = [];
  call.onNotice((notice) => notices.push(notice));
  return { call, signaling, memory, storage, notices };
}

async function pairedConsole(reply = aReply()) {
  const parts = aConsole();
  parts.signaling.answer('console:join', () => reply);
  parts.call.open();
  await settled();
  return parts;
}

function desk(call: ConsoleCall): ConsoleDesk {
  const state = call.getSnapshot();
  if (state.place !== 'desk') throw new Error(`${state.place}, not at the desk`);
  return state;
}

const refuse = (code: ConstructorParameters<typeof RequestError>[0]['code']) => () => {
  throw new RequestError({ code });
};

afterEach(() => vi.useRealTimers());

test('a pairing link says the room and the code, in its fragment', () => {
  const link = consoleLink('https://tafel.example', LINK);
  expect(new URL(link).pathname).toBe('/regie');
  expect(new URL(link).search).toBe('');
  expect(parseConsoleLink(new URL(link).hash)).toEqual(LINK);
});

test.each(['', '#', '#room=room', `#room=ROOM&code=${LINK.code}`, '#room=room&code=short'])(
  'the fragment "%s" is no pairing link',
  (hash) => expect(parseConsoleLink(hash)).toBeNull(),
);

test('the code leads to the desk and leaves a way back, which is used from then on', async () => {
  const { call, signaling, memory, storage } = await pairedConsole();
  expect(desk(call)).toMatchObject({ connection: 'connected', isChairing: true, room: { name: 'Vorstand' } });
  expect(signaling.inputsOf('console:join')).toEqual([{ ...LINK, device: memory.deviceOf('room') }]);
  expect(memory.resumeOf('room')).toBe('resume-1');
  const again = aConsole({ link: null, storage });
  again.signaling.answer('console:join', () => aReply({ resume: 'resume-2' }));
  again.call.open();
  await settled();
  expect(again.signaling.inputsOf('console:join')).toEqual([{ roomId: 'room', resume: 'resume-1' }]);
  expect(again.memory.resumeOf('room')).toBe('resume-2');
});

test('without a code and without a way back it asks for nothing', async () => {
  const { call, signaling } = aConsole({ link: null });
  call.open();
  await settled();
  expect(call.getSnapshot()).toEqual({ place: 'unpaired' });
  expect(signaling.asked).toEqual([]);
});

test('a code that is no longer good ends it, unless this browser has a way back to that room', async () => {
  const fresh = aConsole();
  fresh.signaling.answer('console:join', refuse('INVITE_INVALID'));
  fresh.call.open();
  await settled();
  expect(fresh.call.getSnapshot()).toEqual({ place: 'ended', reason: 'code-invalid' });
  const known = aConsole();
  known.memory.keep('room', 'resume-0');
  known.signaling.answer('console:join', ({ code }) => (code ? refuse('INVITE_INVALID')() : aReply()));
  known.call.open();
  await settled();
  expect(desk(known.call).consoleId).toBe('console');
});

test('events that overtake the answer are applied after it', async () => {
  const { call, signaling } = aConsole();
  signaling.answer('console:join', () => {
    signaling.tell('participant:joined', aParticipant('late'));
    return aReply();
  });
  call.open();
  await settled();
  expect(desk(call).participants.map(({ id }) => id)).toEqual(['chair', 'late']);
});

test('it follows the meeting, says who knocks once, and knows when it does not chair', async () => {
  const { call, signaling, notices } = await pairedConsole();
  signaling.tell('lobby:knocked', KNOCK);
  signaling.tell('lobby:knocked', { ...KNOCK, reconnecting: true });
  expect(desk(call).lobby).toMatchObject([{ ...KNOCK, reconnecting: true }]);
  expect(notices).toEqual([{ kind: 'knocked', participantId: 'knock', displayName: 'Anklopfer' }]);
  signaling.tell('self:updated', { role: 'deputy', isChairing: false, lobby: [], consoles: [], noisy: [], chat: [] });
  expect(desk(call)).toMatchObject({ isChairing: false, lobby: [] });
});

test('after a drop it comes back by itself, with the newest secret, and shows what happened meanwhile', async () => {
  const { call, signaling, memory } = await pairedConsole();
  signaling.drop();
  expect(desk(call)).toMatchObject({ connection: 'reconnecting', participants: [{ id: 'chair' }] });
  signaling.answer('console:join', () => aReply({ resume: 'resume-2', lobby: [KNOCK] }));
  signaling.reconnect();
  await settled();
  expect(desk(call)).toMatchObject({ connection: 'connected', lobby: [KNOCK] });
  expect(signaling.inputsOf('console:join').at(-1)).toEqual({ roomId: 'room', resume: 'resume-1' });
  expect(memory.resumeOf('room')).toBe('resume-2');
});

test('it tries again while the server cannot take it, and leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { call, signaling } = await pairedConsole();
  signaling.drop();
  signaling.answer('console:join', refuse('INTERNAL'));
  signaling.reconnect();
  await settled();
  expect(desk(call).connection).toBe('reconnecting');
  signaling.answer('console:join', () => aReply());
  vi.advanceTimersByTime(3_000);
  await settled();
  expect(desk(call).connection).toBe('connected');
  signaling.drop();
  signaling.answer('console:join', refuse('INTERNAL'));
  signaling.reconnect();
  await settled();
  call.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('it says when nobody answers, and goes in as soon as there is a connection', async () => {
  const { call, signaling } = aConsole();
  signaling.connected = false;
  signaling.answer('console:join', () => aReply());
  call.open();
  await settled();
  expect(call.getSnapshot()).toEqual({ place: 'pairing', slow: true });
  signaling.reconnect();
  await settled();
  expect(desk(call).connection).toBe('connected');
});

test.each([
  ['removed', 'cut-off', false],
  ['ended', 'over', false],
  ['timeout', 'lost', false],
  ['replaced', 'elsewhere', true],
  ['unavailable', 'unavailable', true],
] as const)('told "%s" it ends as %s; it keeps its way back: %s', async (reason, end, keeps) => {
  const { call, signaling, memory } = await pairedConsole();
  signaling.tell('room:left', { reason });
  expect(call.getSnapshot()).toEqual({ place: 'ended', reason: end });
  expect(memory.resumeOf('room') !== null).toBe(keeps);
  // What is still on its way changes nothing.
  signaling.tell('participant:joined', aParticipant('late'));
  signaling.drop();
  signaling.reconnect();
  await settled();
  expect(call.getSnapshot()).toEqual({ place: 'ended', reason: end });
});

test('a way back that is no longer good ends it and is forgotten', async () => {
  const { call, signaling, memory } = await pairedConsole();
  signaling.drop();
  signaling.answer('console:join', refuse('RESUME_INVALID'));
  signaling.reconnect();
  await settled();
  expect(call.getSnapshot()).toEqual({ place: 'ended', reason: 'lost' });
  expect(memory.lastRoom).toBeNull();
});

test('another tab took it; this one takes it back when asked to', async () => {
  const { call, signaling } = await pairedConsole();
  signaling.tell('room:left', { reason: 'replaced' });
  call.takeOver();
  await settled();
  expect(desk(call).connection).toBe('connected');
});

test('a command that fails is told', async () => {
  const { call, signaling, notices } = await pairedConsole();
  signaling.answer('room:lock', refuse('NOT_ALLOWED'));
  await call.act('room:lock', { locked: true });
  expect(notices).toEqual([{ kind: 'failed', failure: { code: 'NOT_ALLOWED' } }]);
});

test('who comes to chair at it hears of those who wait already, once, also when nobody listened yet', async () => {
  const signaling = new FakeSignaling();
  const call = new ConsoleCall({ signaling, memory: new ConsoleMemory(new FakeStorage()), link: LINK });
  signaling.answer('console:join', () => aReply({ lobby: [KNOCK] }));
  call.open();
  await settled();
  const notices: ConsoleNotice[] = [];
  call.onNotice((notice) => notices.push(notice));
  expect(notices).toEqual([{ kind: 'waiting', count: 1 }]);
  const later = { ...KNOCK, id: 'later' };
  signaling.drop();
  signaling.answer('console:join', () => aReply({ lobby: [KNOCK, later] }));
  signaling.reconnect();
  await settled();
  expect(notices.slice(1)).toEqual([{ kind: 'waiting', count: 1 }]);
  const rights = { role: 'deputy' as const, consoles: [], noisy: [], chat: [] };
  signaling.tell('self:updated', { ...rights, isChairing: false, lobby: [] });
  signaling.tell('self:updated', { ...rights, isChairing: true, lobby: [KNOCK, later] });
  expect(notices.slice(2)).toEqual([{ kind: 'waiting', count: 2 }]);
});

test('that the server is going to be started again is told at it as well, once', async () => {
  const { call, signaling, notices } = await pairedConsole();
  signaling.tell('room:updated', { restartsInMs: left(30_000) });
  signaling.tell('room:updated', { restartsInMs: left(29_000) });
  expect(notices).toEqual([{ kind: 'restarting', restartsAt: expect.any(Number) }]);
  expect(desk(call).room.restartsAt).toBeGreaterThan(performance.now());
});

test('that the lobby is switched is told at it as well, once', async () => {
  const { signaling, notices } = await pairedConsole();
  signaling.tell('room:updated', { lobby: 'on' });
  signaling.tell('room:updated', { lobby: 'on', locked: true });
  expect(notices).toEqual([{ kind: 'lobby-changed', lobby: 'on' }]);
});

test('a code whose answer is lost is tried again under the same name, which outlives the page', async () => {
  const { call, signaling, memory, storage } = aConsole();
  let tries = 0;
  signaling.answer('console:join', () => {
    tries += 1;
    if (tries === 1) throw new RequestError({ code: 'NO_ANSWER' });
    return aReply();
  });
  call.open();
  await settled();
  expect(desk(call).connection).toBe('connected');
  const [first, second] = signaling.inputsOf('console:join');
  expect(second).toEqual(first);
  expect(second).toEqual({ ...LINK, device: memory.deviceOf('room') });
  expect(new ConsoleMemory(storage).deviceOf('room')).toBe(memory.deviceOf('room'));
  expect(memory.deviceOf('another')).not.toBe(memory.deviceOf('room'));
});

test.each(['OFFLINE', 'NO_ANSWER'] as const)(
  'a console that is given back unheard (%s) is given back as soon as somebody hears it',
  async (code) => {
    const { call, signaling, memory } = await pairedConsole();
    let tries = 0;
    signaling.answer('room:leave', () => {
      tries += 1;
      if (tries === 1) throw new RequestError({ code });
      return {};
    });
    if (code === 'OFFLINE') signaling.drop();
    if (code === 'OFFLINE') tries = 1;
    call.giveBack();
    expect(call.getSnapshot()).toEqual({ place: 'ended', reason: 'cut-off' });
    expect(memory.resumeOf('room')).toBeNull();
    if (code === 'OFFLINE') signaling.reconnect();
    await settled();
    expect(signaling.asked.slice(-2)).toMatchObject([
      { name: 'console:join', input: { roomId: 'room', resume: 'resume-1' } },
      { name: 'room:leave' },
    ]);
    expect(signaling.isResting).toBe(true);
    expect(call.getSnapshot()).toEqual({ place: 'ended', reason: 'cut-off' });
  },
);

test('a console that was given back without a connection seeks none any more when it is given up anyway', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { call, signaling } = await pairedConsole();
  signaling.drop();
  call.giveBack();
  await vi.advanceTimersByTimeAsync(119_000);
  expect(signaling.isResting).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(signaling.isResting).toBe(true);
  signaling.reconnect();
  await vi.advanceTimersByTimeAsync(0);
  expect(signaling.inputsOf('room:leave')).toEqual([]);
  call.close();
  expect(vi.getTimerCount()).toBe(0);
});
