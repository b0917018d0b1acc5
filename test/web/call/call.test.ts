import { afterEach, expect, test, vi } from 'vitest';
import { Call } from '../../../web/src/call/call.ts';
import type { Notice, TableState } from '../../../web/src/call/call-state.ts';
import { GOOD_AFTER_MS, LONG_AFTER_MS, WEAK_AFTER_MS } from '../../../web/src/call/line/download-watch.ts';
import type { DecodeReading } from '../../../web/src/call/line/relief-guard.ts';
import type { UploadReading } from '../../../web/src/call/line/upload-guard.ts';
import { answerOffer } from '../../../web/src/features/clinic/answer-offer.ts';
import { RoomMemory } from '../../../web/src/session/links/room-link.ts';
import { type FailureCode, RequestError } from '../../../web/src/session/signaling.ts';
import { SOON } from '../../helpers/patience.ts';
import {
  ago,
  aJoinedReply,
  aLobbyReply,
  aParticipant,
  aRoomView,
  aSession,
  aTrack,
  FakeLocal,
  FakeMedia,
  FakeSignaling,
  FakeStorage,
  settled,
} from '../fakes.ts';

/** What the browser calls itself in this room. */
const A_DEVICE = expect.stringMatching(/^[\w-]{43}$/);

function aCall() {
  const signaling = new FakeSignaling();
  const local = new FakeLocal();
  const media = new FakeMedia();
  const memory = new RoomMemory(new FakeStorage(), 'room');
  const notices: Notice[] = [];
  const call = new Call({
    roomId: 'room',
    signaling,
    memory,
    local,
    openMedia: media.open,
    estimateTile: () => ({ width: 320, height: 180 }),
  });
  call.onNotice((notice) => notices.push(notice));
  return { call, signaling, local, media, memory, notices };
}

function table(call: Call): TableState {
  const state = call.getSnapshot();
  if (state.place !== 'table') throw new Error(`at the ${state.place}, not at the table`);
  return state;
}

async function seatedCall(reply = aJoinedReply()) {
  const parts = aCall();
  parts.signaling.answer('room:join', () => reply);
  await parts.call.join({ displayName: 'Anna', password: 'geheim12' });
  await settled();
  return parts;
}

afterEach(() => vi.useRealTimers());

test('joining with a password leads to the table and keeps the resume token', async () => {
  const { call, signaling, memory } = await seatedCall();
  expect(signaling.inputsOf('room:join')).toEqual([
    { roomId: 'room', displayName: 'Anna', password: 'geheim12', device: A_DEVICE },
  ]);
  expect(table(call).room.name).toBe('Vorstand');
  expect(memory.resume).toBe('resume-1');
});

test('whoever was at the table finds the room’s name at its door, who waited or was removed does not', async () => {
  const { memory, signaling } = await seatedCall();
  expect(memory.roomName).toBe('Vorstand');
  signaling.tell('room:left', { reason: 'removed' });
  expect(memory.roomName).toBeNull();
  const waiting = aCall();
  expect(waiting.memory.roomName).toBeNull();
  waiting.signaling.answer('room:join', () => aLobbyReply({ roomName: 'Runde der Ratsleute' }));
  await waiting.call.join({ displayName: 'Anna' });
  expect(waiting.memory.roomName).toBeNull();
});

test('an invite goes before a password', async () => {
  const { call, signaling, memory } = aCall();
  memory.invite = 'secret';
  signaling.answer('room:join', () => aJoinedReply());
  await call.join({ displayName: 'Anna', password: 'geheim12' });
  expect(signaling.inputsOf('room:join')).toEqual([
    { roomId: 'room', displayName: 'Anna', invite: 'secret', device: A_DEVICE },
  ]);
});

test('who goes on without a refused invite is asked for nothing else, and it is forgotten once they are in', async () => {
  const { call, signaling, memory } = aCall();
  memory.invite = 'dead';
  signaling.answer('room:join', ({ invite, password }) => {
    if (invite !== undefined) throw new RequestError({ code: 'INVITE_INVALID' });
    if (password !== 'geheim12') throw new RequestError({ code: 'WRONG_PASSWORD' });
    return aJoinedReply();
  });
  await call.join({ displayName: 'Anna' });
  expect(call.getSnapshot()).toEqual({ place: 'door', problem: { code: 'INVITE_INVALID' } });
  await call.join({ displayName: 'Anna', password: 'falsch', withoutInvite: true });
  // It may be tried again: nobody has said that it is given up.
  expect(memory.invite).toBe('dead');
  await call.join({ displayName: 'Anna', password: 'geheim12', withoutInvite: true });
  expect(table(call).self.participantId).toBe('self');
  expect(memory.invite).toBeNull();
});

test('events that overtake the answer to a join are applied after it, in order', async () => {
  const { call, signaling } = aCall();
  signaling.answer('room:join', () => {
    signaling.tell('participant:joined', aParticipant('late'));
    signaling.tell('participant:left', { participantId: 'gone' });
    return aJoinedReply({ participants: [aParticipant('self'), aParticipant('gone')] });
  });
  await call.join({ displayName: 'Anna' });
  expect(table(call).participants.map(({ id }) => id)).toEqual(['self', 'late']);
});

test('a refused join leads back to the door with the reason and the waiting time', async () => {
  const { call, signaling } = aCall();
  signaling.answer('room:join', () => {
    throw new RequestError({ code: 'RATE_LIMITED', retryAfterMs: 4_000 });
  });
  await call.join({ displayName: 'Anna' });
  expect(call.getSnapshot()).toEqual({ place: 'door', problem: { code: 'RATE_LIMITED', retryAfterMs: 4_000 } });
});

test('the lobby shows what one waits for, follows changes, and admission leads to the table', async () => {
  const { call, signaling, media, notices } = aCall();
  signaling.answer('room:join', () => aLobbyReply());
  await call.join({ displayName: 'Anna' });
  signaling.tell('lobby:updated', {
    waitingFor: 'host',
    message: 'Gleich.',
    texts: [],
    mayReply: false,
    mayProve: false,
    restartsInMs: null,
    opensInMs: null,
  });
  expect(call.getSnapshot()).toMatchObject({ place: 'lobby', waitingFor: 'host', message: 'Gleich.' });
  expect(media.links).toHaveLength(0);
  signaling.tell('lobby:admitted', aJoinedReply());
  await settled();
  expect(table(call).self.participantId).toBe('self');
  expect(media.links).toHaveLength(1);
  expect(notices).toContainEqual({ kind: 'admitted' });
});

test('somebody denied in the lobby is told so and their token is forgotten', async () => {
  const { call, signaling, memory } = aCall();
  signaling.answer('room:join', () => aLobbyReply());
  await call.join({ displayName: 'Anna' });
  signaling.tell('room:left', { reason: 'denied' });
  expect(call.getSnapshot()).toMatchObject({ place: 'left', reason: 'denied' });
  expect(memory.resume).toBeNull();
});

test('a dropped connection keeps the tiles; with the session kept the link is restarted, not rebuilt', async () => {
  const reply = aJoinedReply({ participants: [aParticipant('self'), aParticipant('other', { camera: 'live' })] });
  const { call, signaling, media } = await seatedCall(reply);
  signaling.drop();
  expect(table(call).connection).toBe('reconnecting');
  expect(table(call).participants).toHaveLength(2);
  signaling.answer('room:join', () => ({
    ...reply,
    session: aSession('again'),
    sessionKept: true,
    resume: 'resume-2',
  }));
  signaling.reconnect();
  await settled();
  expect(signaling.inputsOf('room:join').at(-1)).toEqual({
    roomId: 'room',
    displayName: 'Anna',
    device: A_DEVICE,
    resume: 'resume-1',
    holds: { send: reply.session.send.id, receive: reply.session.receive.id },
  });
  expect(table(call).connection).toBe('connected');
  expect(media.links).toHaveLength(1);
  expect(media.links[0]?.restartedWith?.session).toEqual(aSession('again'));
  expect(media.links[0]?.views).toHaveLength(2);
});

test('when the server has not kept the session, the media is rebuilt', async () => {
  const { signaling, media } = await seatedCall();
  signaling.drop();
  signaling.answer('room:join', () => aJoinedReply({ session: aSession('new') }));
  signaling.reconnect();
  await settled();
  expect(media.links[0]?.closed).toBe(true);
  expect(media.sessions.at(-1)).toEqual(aSession('new'));
});

test('a resume token that no longer holds is replaced by the password that is still known', async () => {
  const { call, signaling } = await seatedCall();
  signaling.drop();
  signaling.answer('room:join', (input) => {
    if (input.resume !== undefined) throw new RequestError({ code: 'RESUME_INVALID' });
    return aJoinedReply({ resume: 'resume-3' });
  });
  signaling.reconnect();
  await settled();
  expect(signaling.inputsOf('room:join').at(-1)).toEqual({
    roomId: 'room',
    displayName: 'Anna',
    password: 'geheim12',
    device: A_DEVICE,
  });
  expect(table(call).connection).toBe('connected');
});

test('a server that cannot take one back yet is asked again; what no longer lets one in leads to the door', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { call, signaling } = await seatedCall();
  signaling.drop();
  signaling.answer('room:join', () => {
    throw new RequestError({ code: 'SERVER_DRAINING', retryAfterMs: 500 });
  });
  signaling.reconnect();
  await settled();
  expect(table(call).connection).toBe('reconnecting');
  signaling.answer('room:join', () => {
    throw new RequestError({ code: 'WRONG_PASSWORD' });
  });
  vi.advanceTimersByTime(750);
  await settled();
  expect(call.getSnapshot()).toMatchObject({ place: 'door', problem: { code: 'WRONG_PASSWORD' } });
});

test('after a reload the token leads back to the seat without the door', async () => {
  const { call, signaling, memory } = aCall();
  memory.resume = 'resume-0';
  signaling.answer('room:join', () => aJoinedReply());
  call.open('Anna');
  expect(call.getSnapshot()).toEqual({ place: 'joining', returning: true, slow: false });
  await settled();
  expect(signaling.inputsOf('room:join')).toEqual([
    { roomId: 'room', displayName: 'Anna', device: A_DEVICE, resume: 'resume-0' },
  ]);
  expect(table(call)).toBeTruthy();
});

test('a token from too long ago leads to the door without a complaint', async () => {
  const { call, signaling, memory } = aCall();
  memory.resume = 'resume-0';
  signaling.answer('room:join', () => {
    throw new RequestError({ code: 'RESUME_INVALID' });
  });
  call.open('Anna');
  await settled();
  expect(call.getSnapshot()).toEqual({ place: 'door', problem: null });
  expect(memory.resume).toBeNull();
});

test('leaving while a join is under way stays left, whatever the answer', async () => {
  const { call, signaling } = aCall();
  let answer = (_reply: unknown): void => {};
  signaling.answer('room:join', () => new Promise((resolve) => (answer = resolve)));
  const joining = call.join({ displayName: 'Anna' });
  call.leave();
  answer(aJoinedReply());
  await joining;
  expect(call.getSnapshot()).toMatchObject({ place: 'left', reason: 'left' });
  expect(signaling.inputsOf('room:leave')).toHaveLength(1);
});

test('a moderator who switches off the microphone switches off the wish too, and says so', async () => {
  const { signaling, local, notices, media } = await seatedCall();
  local.set('microphone', { wanted: true, track: aTrack() });
  await settled();
  signaling.tell('participant:switched-off', { producerId: 'own-microphone', source: 'microphone' });
  await settled();
  expect(local.switchedOff).toEqual(['microphone']);
  expect(notices).toContainEqual({ kind: 'switched-off', source: 'microphone' });
  expect(media.links[0]?.calls).not.toContain('pause microphone');
});

test('a replaced worker rebuilds the media without a word', async () => {
  const { call, signaling, media, notices } = await seatedCall();
  signaling.tell('session:replaced', { session: aSession('replaced'), turn: null });
  await settled();
  expect(media.sessions.at(-1)).toEqual(aSession('replaced'));
  expect(media.links[0]?.closed).toBe(true);
  expect(table(call).connection).toBe('connected');
  expect(notices).toEqual([]);
});

test('a screen is sent in what all there decode, as they are told last: on arrival, meanwhile, on coming back, with a new worker', async () => {
  const reply = aJoinedReply();
  const session = { ...aSession('first'), screenCodecs: ['AV1', 'VP9'] as const };
  const { call, signaling, local, media } = await seatedCall({ ...reply, session });
  const [link] = media.links;
  expect(link?.screenCodecs).toEqual(['AV1', 'VP9']);
  local.set('screen', { wanted: true, track: aTrack() });
  await settled();
  link?.unreadable.add('screen');
  signaling.tell('codecs:changed', { codecs: [] });
  await settled();
  expect(link?.screenCodecs).toEqual([]);
  expect(link?.calls.filter((one) => one.endsWith(' screen'))).toEqual(['publish screen', 'publish screen']);

  signaling.drop();
  signaling.answer('room:join', () => ({
    ...reply,
    session: { ...session, screenCodecs: ['VP9'] },
    sessionKept: true,
  }));
  signaling.reconnect();
  await settled();
  expect(link?.screenCodecs).toEqual(['VP9']);
  signaling.tell('session:replaced', { session: aSession('another'), turn: null });
  await settled();
  expect(media.links[1]?.screenCodecs).toEqual([]);
  call.close();
});

test('a device that is too slow for a codec of screens says so once, and says it anew to a new worker', async () => {
  const { call, signaling, media } = await seatedCall();
  const jerks: DecodeReading = {
    pictures: 1,
    dropped: 0.5,
    stutter: 0,
    isPressed: false,
    screens: [{ codec: 'AV1', dropped: 0.5 }],
  };
  for (let reading = 0; reading < 60; reading += 1) media.listener?.decodeRead(jerks);
  expect(media.links.map(({ undecoded }) => undecoded)).toEqual([['AV1']]);
  signaling.tell('session:replaced', { session: aSession('another'), turn: null });
  await settled();
  expect(media.links[1]?.undecoded).toEqual(['AV1']);
  call.close();
});

test('of one’s pictures no more is sent than somebody is shown, as it was said last: meanwhile, on coming back; with a new worker all', async () => {
  const reply = aJoinedReply();
  const { call, signaling, media } = await seatedCall(reply);
  const [link] = media.links;
  const wanted = (producerId: string, spatialLayer: number) => ({ producerId, spatialLayer });
  expect(link?.wantedLayers).toEqual([]);
  signaling.tell('layers:wanted', wanted('camera', 0));
  signaling.tell('layers:wanted', wanted('screen', 0));
  signaling.tell('layers:wanted', wanted('camera', 2));
  expect(link?.wantedLayers).toEqual([wanted('screen', 0), wanted('camera', 2)]);

  // What was said meanwhile was heard by nobody.
  signaling.drop();
  const session = { ...reply.session, wantedLayers: [wanted('camera', 1)] };
  signaling.answer('room:join', () => ({ ...reply, session, sessionKept: true }));
  signaling.reconnect();
  await settled();
  expect(link?.wantedLayers).toEqual([wanted('camera', 1)]);
  signaling.tell('session:replaced', { session: aSession('another'), turn: null });
  await settled();
  expect(media.links[1]?.wantedLayers).toEqual([]);
  call.close();
});

test('a failed command is told as a notice, in words of its own where its feature has some for that', async () => {
  const { call, signaling, notices } = await seatedCall();
  const refuseWith = (code: FailureCode) => () => {
    throw new RequestError({ code });
  };
  signaling.answer('room:lock', refuseWith('NOT_ALLOWED'));
  await call.act('room:lock', { locked: true });
  signaling.answer('signing:set', refuseWith('INVALID_STATE'));
  await call.act('signing:set', { isOn: true });
  signaling.answer('signing:set', refuseWith('INTERNAL'));
  await call.act('signing:set', { isOn: true });
  expect(notices).toEqual([
    { kind: 'failed', failure: { code: 'NOT_ALLOWED' } },
    { kind: 'enough-sign' },
    { kind: 'failed', failure: { code: 'INTERNAL' } },
  ]);
});

test('sending waits for the first picture of others, a moment at most, and never after closing', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const other = aParticipant('other', { camera: 'live' });
  const reply = aJoinedReply({ participants: [aParticipant('self'), other] });
  const first = await seatedCall(reply);
  first.local.set('camera', { wanted: true, track: aTrack() });
  await settled();
  expect(first.media.links[0]?.calls).toEqual(['view']);
  first.media.listener?.healthChanged('connected');
  await settled();
  expect(first.media.links[0]?.calls).toEqual(['view']);
  first.call.seat.seen();
  await settled();
  expect(first.media.links[0]?.calls).toEqual(['view', 'publish camera']);
  const second = await seatedCall(reply);
  second.local.set('camera', { wanted: true, track: aTrack() });
  vi.advanceTimersByTime(700);
  await settled();
  expect(second.media.links[0]?.calls).toContain('publish camera');
  const third = await seatedCall(reply);
  for (const { call } of [first, second, third]) call.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('where nobody shows a picture, sending waits for the way alone', async () => {
  const other = aParticipant('other', { camera: 'paused', microphone: 'live' });
  const { call, local, media } = await seatedCall(aJoinedReply({ participants: [aParticipant('self'), other] }));
  local.set('microphone', { wanted: true, track: aTrack() });
  await settled();
  expect(media.links[0]?.calls).toEqual(['view']);
  media.listener?.healthChanged('connected');
  await settled();
  expect(media.links[0]?.calls).toEqual(['view', 'publish microphone']);
  call.close();
});

test('who is back, after a worker or the server was replaced, sends at once', async () => {
  const other = aParticipant('other', { camera: 'live' });
  const reply = aJoinedReply({ participants: [aParticipant('self'), other] });
  const { call, signaling, local, media } = await seatedCall(reply);
  local.set('camera', { wanted: true, track: aTrack() });
  signaling.tell('session:replaced', { session: aSession('second'), turn: null });
  await settled();
  expect(media.links[1]?.calls).toContain('publish camera');
  signaling.drop();
  signaling.answer('room:join', () => ({ ...reply, session: aSession('third'), sessionKept: false }));
  signaling.reconnect();
  await settled();
  expect(media.links[2]?.calls).toContain('publish camera');
  call.close();
});

test('after closing no timer and no listener is left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const other = aParticipant('other', { camera: 'live', microphone: 'live' });
  const { call, signaling, local, media } = await seatedCall(
    aJoinedReply({ participants: [aParticipant('self'), other] }),
  );
  signaling.drop();
  signaling.answer('room:join', () => {
    throw new RequestError({ code: 'INTERNAL' });
  });
  signaling.reconnect();
  await settled();
  call.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(local.listeners).toBe(0);
  expect(media.links.every(({ closed }) => closed)).toBe(true);
});

test('put back into the lobby one waits knowingly, sends nothing, and can be let in again', async () => {
  const { call, signaling, media, notices } = await seatedCall();
  signaling.tell('lobby:returned', aLobbyReply());
  expect(call.getSnapshot()).toMatchObject({ place: 'lobby', returned: true });
  expect(media.links[0]?.closed).toBe(true);
  expect(notices).toContainEqual({ kind: 'returned-to-lobby' });
  signaling.tell('lobby:admitted', aJoinedReply());
  await settled();
  expect(table(call).self.participantId).toBe('self');
  expect(media.links).toHaveLength(2);
});

test('a chair who comes back is told who waits, once', async () => {
  const lobby = [{ id: 'guest', displayName: 'Gast', waitedMs: ago(0), reconnecting: false, words: [] }];
  const self = { participantId: 'self', role: 'moderator', isChairing: true } as const;
  const { signaling, notices } = await seatedCall(aJoinedReply({ lobby, self }));
  expect(notices).toEqual([{ kind: 'waiting', count: 1 }]);
  signaling.drop();
  signaling.reconnect();
  await settled();
  expect(notices.filter(({ kind }) => kind === 'waiting')).toHaveLength(1);
});

test('where everyone begins blurred nothing of a camera is sent before it is so, and a line that drops is no beginning', async () => {
  const room = aRoomView({ cameraOnEntry: 'blurred' });
  const { call, signaling, local, media, notices } = aCall();
  local.set('camera', { wanted: true, track: aTrack() });
  signaling.answer('room:join', () => aJoinedReply({ room }));
  await call.join({ displayName: 'Anna' });
  await settled();
  expect(notices).toEqual([{ kind: 'blurred-on-entry' }]);
  expect(media.links[0]?.calls).not.toContain('publish camera');
  const blurred = aTrack();
  local.set('camera', { wanted: true, track: blurred });
  await settled();
  expect(media.links[0]?.sent.get('camera')?.track).toBe(blurred);
  signaling.drop();
  signaling.reconnect();
  await settled();
  expect([table(call).connection, local.blurs]).toEqual(['connected', 1]);
  call.close();
});

test('an observer comes in with nothing switched on', async () => {
  const self = { participantId: 'self', role: 'observer', isChairing: false } as const;
  const { local, media } = await seatedCall(aJoinedReply({ self }));
  expect(local.switchedOff).toEqual(['microphone', 'camera', 'screen', 'screenAudio']);
  expect(media.links[0]?.sent.size).toBe(0);
});

test('whoever leaves by a slip is back by the token of this page, which a reload or the door does not know', async () => {
  const { call, signaling, memory } = await seatedCall();
  call.leave();
  await settled();
  expect(signaling.inputsOf('room:leave')).toEqual([{ mayReturn: true }]);
  expect(call.getSnapshot()).toMatchObject({ place: 'left', reason: 'left', wayBackUntil: expect.any(Number) });
  expect(signaling.isResting).toBe(true);
  expect(memory.resume).toBeNull();
  await call.rejoin();
  expect(signaling.isResting).toBe(false);
  expect(signaling.inputsOf('room:join').at(-1)).toMatchObject({ resume: 'resume-1' });
  expect(table(call)).toBeTruthy();
  call.leave();
  call.backToDoor();
  await call.join({ displayName: 'Bert', password: 'geheim12' });
  expect(signaling.inputsOf('room:join').at(-1)).not.toHaveProperty('resume');
});

test('whoever leaves without a connection says goodbye as soon as there is one', async () => {
  const { call, signaling } = await seatedCall();
  signaling.drop();
  call.leave();
  await settled();
  expect(signaling.isResting).toBe(false);
  signaling.reconnect();
  await settled();
  expect(signaling.asked.slice(-2)).toMatchObject([
    { name: 'room:join', input: { resume: 'resume-1' } },
    { name: 'room:leave', input: { mayReturn: true } },
  ]);
  expect(signaling.isResting).toBe(true);
  expect(call.getSnapshot()).toMatchObject({ place: 'left', reason: 'left' });
});

test('whoever leaves without a connection seeks none any more when their place is given up anyway', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { call, signaling } = await seatedCall();
  signaling.drop();
  call.leave();
  await vi.advanceTimersByTimeAsync(119_000);
  expect(signaling.isResting).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(signaling.isResting).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  signaling.reconnect();
  await vi.advanceTimersByTimeAsync(0);
  expect(signaling.inputsOf('room:leave')).toEqual([]);
  call.close();
});

test('whoever comes in again before that is not put to rest by it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { call, signaling } = await seatedCall();
  signaling.drop();
  call.leave();
  await vi.advanceTimersByTimeAsync(60_000);
  void call.rejoin();
  signaling.reconnect();
  await vi.advanceTimersByTimeAsync(120_000);
  expect([call.getSnapshot().place, signaling.isResting]).toEqual(['table', false]);
  call.close();
  expect(vi.getTimerCount()).toBe(0);
});

test.each(['NO_ANSWER', 'INVALID_STATE'] as const)(
  'a return that is answered with %s is tried on a new connection',
  async (code) => {
    const { call, signaling } = await seatedCall();
    let tries = 0;
    signaling.answer('room:join', () => {
      tries += 1;
      if (tries === 1) throw new RequestError({ code });
      return aJoinedReply();
    });
    signaling.drop();
    signaling.reconnect();
    await settled();
    expect(signaling.renewals).toBe(1);
    expect(table(call).connection).toBe('connected');
  },
);

test('a command whose answer was lost is sent again when one is back, under the same id', async () => {
  const { call, signaling, notices } = await seatedCall();
  let tries = 0;
  signaling.answer('room:lock', () => {
    tries += 1;
    if (tries > 1) return {};
    signaling.drop();
    throw new RequestError({ code: 'OFFLINE' });
  });
  const done = call.act('room:lock', { locked: true });
  await settled();
  signaling.reconnect();
  await done;
  const [first, second] = signaling.asked.filter(({ name }) => name === 'room:lock');
  expect(first?.id).toBeTruthy();
  expect(second?.id).toBe(first?.id);
  expect(notices.filter(({ kind }) => kind === 'failed')).toEqual([]);
});

test('a command is not sent again to a server that was restarted and knows nothing of it', async () => {
  const { call, signaling, notices } = await seatedCall();
  signaling.answer('room:lock', () => {
    signaling.drop();
    throw new RequestError({ code: 'OFFLINE' });
  });
  signaling.answer('room:join', () =>
    aJoinedReply({ self: { participantId: 'another', role: 'participant', isChairing: false } }),
  );
  const done = call.act('room:lock', { locked: true });
  await settled();
  signaling.reconnect();
  await done;
  expect(signaling.inputsOf('room:lock')).toHaveLength(1);
  expect(notices).toContainEqual({ kind: 'failed', failure: { code: 'OFFLINE' } });
});

test('a line that was deleted while it was on its way is not sent again, and what is typed now is said before the message', async () => {
  const { call, signaling } = await seatedCall();
  signaling.answer('room:join', () => aJoinedReply({ sessionKept: true }));
  signaling.answer('text:type', () => {
    signaling.answer('text:type', () => ({}));
    signaling.drop();
    throw new RequestError({ code: 'OFFLINE' });
  });
  call.seat.line.type('Der Landrat');
  await settled();
  call.seat.line.giveUp();
  signaling.reconnect();
  await settled();
  expect(signaling.inputsOf('text:type')).toEqual([{ text: 'Der Landrat' }, { text: '' }]);
  call.seat.line.type('Guten');
  signaling.answer('chat:send', () => {
    signaling.answer('chat:send', () => ({}));
    signaling.drop();
    throw new RequestError({ code: 'OFFLINE' });
  });
  const sent = call.request('chat:send', { text: 'Guten', to: 'all' });
  await settled();
  signaling.reconnect();
  await sent;
  const said = signaling.asked.filter(({ name }) => name === 'text:type' || name === 'chat:send');
  expect(said.slice(-2).map(({ name }) => name)).toEqual(['text:type', 'chat:send']);
  call.close();
});

test('what breaks while something is told costs nobody the media, nor the others what is told', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { call, signaling, media, notices } = aCall();
  const before: Notice[] = [];
  call.onNotice((notice) => {
    before.push(notice);
    throw new ReferenceError('AudioContext is not defined');
  });
  call.onNotice((notice) => notices.push(notice));
  call.subscribe(() => {
    throw new Error('not drawn');
  });
  const lobby = [{ id: 'guest', displayName: 'Gast', waitedMs: ago(0), reconnecting: false, words: [] }];
  signaling.answer('room:join', () => aJoinedReply({ lobby }));
  await call.join({ displayName: 'Anna' });
  await settled();
  expect(media.links).toHaveLength(1);
  expect(before).toHaveLength(1);
  expect(notices.at(-1)).toEqual(before[0]);
  expect(said).toHaveBeenCalled();
  said.mockRestore();
});

test('a server that goes away says so, and one waits for it', async () => {
  const { call, signaling, notices } = await seatedCall();
  signaling.tell('server:closing', {});
  expect(notices).toEqual([{ kind: 'server-closing' }]);
  expect(table(call)).toBeTruthy();
});

test('a page that goes away ends its stay, and keeps what leads back', async () => {
  const { call, signaling, memory } = await seatedCall();
  call.pageGoes();
  expect(signaling.inputsOf('stay:end')).toEqual([{}]);
  expect(memory.resume).toBe('resume-1');
});

test('a page that is hidden when one comes in asks for no picture until it is looked at', async () => {
  const parts = aCall();
  parts.call.setPageHidden(true);
  const reply = aJoinedReply({ participants: [aParticipant('self'), aParticipant('other', { camera: 'live' })] });
  parts.signaling.answer('room:join', () => reply);
  await parts.call.join({ displayName: 'Anna' });
  await settled();
  expect(parts.media.links[0]?.views.flat()).toEqual([]);
  parts.call.setPageHidden(false);
  await vi.waitFor(() => expect(parts.media.links[0]?.views.at(-1)).toHaveLength(1), SOON);
});

const GOOD_UPLOAD: UploadReading = { estimate: 2_000_000, loss: 0, roundTripMs: 30 };

/** Somebody at the table whose camera is on, and whose browser reads the way up as the test says. */
async function seatedWithCamera() {
  const parts = await seatedCall();
  parts.local.set('camera', { wanted: true, track: aTrack() });
  parts.media.listener?.healthChanged('connected');
  await settled();
  const read = async (reading: Partial<UploadReading>, times: number) => {
    for (let time = 0; time < times; time += 1) {
      parts.media.listener?.uploadRead({ ...GOOD_UPLOAD, ...reading });
      await settled();
    }
  };
  const said = () => parts.signaling.inputsOf('upload:report');
  return { ...parts, read, said };
}

test('a picture that the way up does not bear is off, everyone is told, and it comes back by itself', async () => {
  const { call, media, local, read, said } = await seatedWithCamera();
  const link = media.links[0];
  await read({}, 20);
  await read({ estimate: 45_000 }, 3);
  expect(link?.published('camera')?.paused).toBe(true);
  expect(link?.calls).toContain('limit camera none');
  expect([table(call).upload, table(call).sending.camera]).toEqual(['held', 'off']);
  expect(local.local('camera').wanted).toBe(true);
  await read({}, 60);
  expect(link?.published('camera')?.paused).toBe(false);
  expect([table(call).upload, table(call).sending.camera]).toEqual(['good', 'live']);
  expect(link?.calls.filter((one) => one.startsWith('limit'))).toEqual([
    'limit camera none',
    'limit camera slow',
    'limit camera small',
    'limit camera full',
  ]);
  expect(said()).toEqual([{ upload: 'held' }, { upload: 'weak' }, { upload: 'good' }]);
});

test('who signs on a weak way up keeps a picture in which hands are read, from the moment they sign until they do not', async () => {
  const { call, signaling, media, read } = await seatedWithCamera();
  const { participantId } = table(call).self;
  const limits = () => media.links[0]?.calls.filter((one) => one.startsWith('limit'));
  await read({}, 20);
  signaling.tell('room:updated', { signing: [participantId] });
  expect(limits()).toEqual([]);
  await read({ estimate: 200_000 }, 3);
  signaling.tell('room:updated', { signing: ['other'] });
  await read({ estimate: 100_000 }, 3);
  signaling.tell('room:updated', { signing: [participantId] });
  expect(limits()).toEqual([
    'limit camera small of a signer',
    'limit camera small',
    'limit camera slow',
    'limit camera slow of a signer',
  ]);
});

test('somebody whose voice is lost as well is told, and no more when it gets through again', async () => {
  const { call, local, read } = await seatedWithCamera();
  await read({ loss: 0.5 }, 9);
  expect(table(call).isVoicePoor).toBe(false);
  await read({ loss: 0.5 }, 6);
  expect([table(call).upload, table(call).isVoicePoor]).toEqual(['held', true]);
  // Of somebody who is silent nothing is known.
  local.set('camera', { wanted: false, track: null });
  await read({ loss: null }, 30);
  expect(table(call).isVoicePoor).toBe(true);
  await read({ loss: 0.01 }, 10);
  expect(table(call).isVoicePoor).toBe(false);
});

test('a picture on trial does not make a voice understood', async () => {
  const { call, read } = await seatedWithCamera();
  await read({ loss: 0.5 }, 15);
  call.seat.tryPicture();
  await settled();
  await read({ loss: 0.5 }, 2);
  expect([table(call).upload, table(call).isVoicePoor]).toEqual(['weak', true]);
  await read({}, 10);
  expect(table(call).isVoicePoor).toBe(false);
});

test('a camera that gives no picture of its own accord is no weak way up, nor does it stay one', async () => {
  const { call, local, read } = await seatedWithCamera();
  await read({ loss: 0.5 }, 9);
  expect(table(call).upload).toBe('held');
  local.set('camera', { ...local.local('camera'), isHeld: true });
  await read({}, 1);
  expect(table(call).upload).toBe('good');
});

test('somebody who does not want to wait for their picture has it tried at once', async () => {
  const { call, media, read } = await seatedWithCamera();
  await read({ loss: 0.5 }, 9);
  expect(table(call).upload).toBe('held');
  call.seat.tryPicture();
  await settled();
  expect(media.links[0]?.published('camera')?.paused).toBe(false);
});

test('a picture that is on its way back is not judged before it is there', async () => {
  const { call, media, read } = await seatedWithCamera();
  await read({ loss: 0.5 }, 9);
  let open = (): void => {};
  const link = media.links[0];
  if (link) link.gate = new Promise((resolve) => (open = resolve));
  call.seat.tryPicture();
  await read({}, 30);
  expect(table(call).upload).toBe('weak');
  open();
  await read({}, 1);
  expect([table(call).upload, link?.published('camera')?.paused]).toEqual(['weak', false]);
});

test('a camera that is off by itself, or held by the room, is no weak way up', async () => {
  const { call, local, media, read, said } = await seatedWithCamera();
  await read({ loss: 0.5 }, 9);
  local.set('camera', { wanted: false, track: null });
  await read({ estimate: 45_000 }, 30);
  expect(table(call).upload).toBe('good');
  expect(said().at(-1)).toEqual({ upload: 'good' });
  local.set('camera', { wanted: true, track: aTrack() });
  await settled();
  media.links[0]?.confirmPaused('own-camera', true);
  await read({ estimate: 45_000 }, 30);
  expect(table(call).upload).toBe('good');
});

test('after a new session everything is tried anew, and what the server was told is not taken for known', async () => {
  const { call, signaling, media, read, said } = await seatedWithCamera();
  await read({ loss: 0.5 }, 9);
  signaling.tell('session:replaced', { session: aSession('second'), turn: null });
  await settled();
  expect(table(call).upload).toBe('good');
  media.listener?.healthChanged('connected');
  await settled();
  expect(media.links[1]?.published('camera')?.paused).toBe(false);
  await read({ loss: 0.5 }, 9);
  expect(said().filter((one) => JSON.stringify(one).includes('held'))).toHaveLength(2);
});

test('a way up that is weak again after one was an observer for a while is told again', async () => {
  const { signaling, local, read, said } = await seatedWithCamera();
  await read({ loss: 0.5 }, 9);
  const plain = { isChairing: false, chat: [], lobby: [], consoles: [], noisy: [] };
  signaling.tell('self:updated', { ...plain, role: 'observer' });
  await settled();
  signaling.tell('self:updated', { ...plain, role: 'participant' });
  local.set('camera', { wanted: true, track: aTrack() });
  await settled();
  await read({ loss: 0.5 }, 9);
  expect(said().filter((one) => JSON.stringify(one).includes('held'))).toHaveLength(2);
});

test('pictures that do not get through are one weak line, and none when they are off by themselves', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const anna = aParticipant('anna', { camera: 'live' });
  const { call, media, signaling } = await seatedCall(aJoinedReply({ participants: [aParticipant('self'), anna] }));
  const missing = new Map([['anna-camera', { track: aTrack(), kind: 'video' as const, layer: null }]]);
  media.listener?.tracksChanged(missing);
  vi.advanceTimersByTime(WEAK_AFTER_MS);
  expect(table(call).download).toBe('weak');
  signaling.tell('participant:updated', {
    ...anna,
    producers: anna.producers.map((one) => ({ ...one, paused: true })),
  });
  vi.advanceTimersByTime(GOOD_AFTER_MS);
  expect(table(call).download).toBe('good');
  call.close();
  expect(vi.getTimerCount()).toBe(0);
});

async function seatedWithoutPicture() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const anna = aParticipant('anna', { camera: 'live' });
  const seated = await seatedCall(aJoinedReply({ participants: [aParticipant('self'), anna] }));
  const { call, media } = seated;
  call.seat.show('anna-camera', { width: 640, height: 360 });
  media.listener?.tracksChanged(new Map([['anna-camera', { track: aTrack(), kind: 'video', layer: null }]]));
  const later = async (ms: number) => {
    await settled();
    vi.advanceTimersByTime(100);
    await settled();
    vi.advanceTimersByTime(ms);
  };
  await later(WEAK_AFTER_MS + LONG_AFTER_MS);
  expect(table(call).download).toBe('long');
  return { ...seated, later };
}

test('whoever leaves the pictures behind has no weak line any more, and their button has done something at once', async () => {
  const { call, later } = await seatedWithoutPicture();
  call.setSoundOnly(true);
  expect(table(call).download).toBe('good');
  await later(2 * GOOD_AFTER_MS);
  expect(table(call).download).toBe('good');
  call.setSoundOnly(false);
  await later(WEAK_AFTER_MS);
  expect(table(call).download).toBe('weak');
});

test('a picture that is shown no longer is not missing, though the server says nothing of it any more', async () => {
  for (const leave of ['hide', 'setPageHidden'] as const) {
    const { call, later } = await seatedWithoutPicture();
    if (leave === 'hide') call.seat.hide('anna-camera');
    else call.setPageHidden(true);
    await later(GOOD_AFTER_MS);
    expect(table(call).download).toBe('good');
  }
});

test('the chair’s offer is answered once, and a yes turns the picture off for this meeting', async () => {
  const { call, signaling, local } = await seatedWithCamera();
  answerOffer({ call, local }, true);
  expect(signaling.inputsOf('camera:answer-offer')).toEqual([]);
  signaling.tell('camera:off-offered', {});
  expect(table(call).isOffered).toBe(true);
  answerOffer({ call, local }, false);
  answerOffer({ call, local }, true);
  expect(local.switchedOff).toEqual([]);
  signaling.tell('camera:off-offered', {});
  answerOffer({ call, local }, true);
  await settled();
  expect([local.switchedOff, table(call).isOffered]).toEqual([['camera'], false]);
  expect(signaling.inputsOf('camera:answer-offer')).toEqual([{ accepted: false }, { accepted: true }]);
});

test('whoever asks for something learns whether it was done', async () => {
  const { call, signaling, notices } = await seatedCall();
  signaling.answer('camera:offer-off', () => ({}));
  expect(await call.act('camera:offer-off', { participantId: 'anna' })).toBe(true);
  signaling.answer('camera:offer-off', () => {
    throw new RequestError({ code: 'INVALID_STATE' });
  });
  expect(await call.act('camera:offer-off', { participantId: 'anna' })).toBe(false);
  expect(notices.map(({ kind }) => kind)).toEqual(['failed']);
});

test('whoever chairs is told the answer to an offer, by name', async () => {
  const anna = aParticipant('anna', { camera: 'live' });
  const { signaling, notices } = await seatedCall(aJoinedReply({ participants: [aParticipant('self'), anna] }));
  signaling.tell('camera:offer-answered', { participantId: 'anna', accepted: false });
  signaling.tell('camera:offer-answered', { participantId: 'anna', accepted: true });
  signaling.tell('camera:offer-answered', { participantId: 'gone', accepted: true });
  expect(notices.map(({ kind }) => kind)).toEqual(['offer-declined', 'offer-accepted']);
});

test('on another network media seeks its way at once, and when media is cut a silent connection is doubted', async () => {
  const { signaling, media } = await seatedCall();
  signaling.networkChanges();
  expect(media.links[0]?.waysSought).toBe(1);
  media.listener?.healthChanged('connecting');
  expect(signaling.doubts).toBe(0);
  media.listener?.healthChanged('interrupted');
  expect(signaling.doubts).toBe(1);
  signaling.drop();
  media.listener?.heardAgain();
  expect(signaling.hopes).toBe(1);
});

test('who is back after a cut line sees who is here now, whoever left and entered meanwhile', async () => {
  const { call, signaling } = await seatedCall(
    aJoinedReply({ participants: [aParticipant('self'), aParticipant('bert')] }),
  );
  signaling.drop();
  signaling.answer('room:join', () =>
    aJoinedReply({ participants: [aParticipant('self'), aParticipant('cem')], sessionKept: true }),
  );
  signaling.reconnect();
  await settled();
  expect(table(call).participants.map(({ id }) => id)).toEqual(['self', 'cem']);
});
