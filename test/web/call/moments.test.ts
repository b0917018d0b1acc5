import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clockReading } from '../../../src/protocol/index.ts';
import { Call } from '../../../web/src/call/call.ts';
import type { LobbyState, TableState } from '../../../web/src/call/call-state.ts';
import { timeOfDay } from '../../../web/src/i18n/region.ts';
import { RoomMemory } from '../../../web/src/session/links/room-link.ts';
import { SOON } from '../../helpers/patience.ts';
import {
  ago,
  aJoinedReply,
  aLobbyReply,
  aRoomView,
  FakeLocal,
  FakeMedia,
  FakeSignaling,
  FakeStorage,
  left,
} from '../fakes.ts';

const MINUTE_MS = 60_000;
/** What it really is, and what the server says. */
const NOW = new Date(2026, 5, 1, 17, 5).getTime();

const said = (agoMs: number) => ({
  id: 'message',
  participantId: 'anna',
  displayName: 'Anna',
  text: 'Guten Tag',
  to: 'all' as const,
  agoMs: ago(agoMs),
});

function aCall() {
  const signaling = new FakeSignaling();
  const call = new Call({
    roomId: 'room',
    signaling,
    memory: new RoomMemory(new FakeStorage(), 'room'),
    local: new FakeLocal(),
    openMedia: new FakeMedia().open,
    estimateTile: () => ({ width: 1, height: 1 }),
  });
  return { call, signaling };
}

function tableOf(call: Call): TableState {
  const state = call.getSnapshot();
  if (state.place !== 'table') throw new Error(`in place of the table: ${state.place}`);
  return state;
}

function lobbyOf(call: Call): LobbyState {
  const state = call.getSnapshot();
  if (state.place !== 'lobby') throw new Error(`in place of the lobby: ${state.place}`);
  return state;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const OFF = {
  right: 0,
  '14 minutes fast': 14 * MINUTE_MS,
  '14 minutes slow': -14 * MINUTE_MS,
  'a day fast': 86_400_000,
};

test.each(Object.entries(OFF))('on a computer whose clock is %s all times are right', async (_name, offMs) => {
  vi.setSystemTime(NOW + offMs);
  const { call, signaling } = aCall();
  const seat = { id: 'seat', name: 'Aach', participantId: null, leftAgoMs: ago(4 * MINUTE_MS) };
  const words = [{ id: 'word', text: 'Hallo', by: null, agoMs: ago(2 * MINUTE_MS) }];
  const waiting = { id: 'g', displayName: 'Gast', waitedMs: ago(3 * MINUTE_MS), reconnecting: false, words };
  const desk = { id: 'd', ownerId: 'self', ownerName: 'Anna', pairedForMs: ago(MINUTE_MS), reconnecting: false };
  signaling.answer('room:join', () =>
    aJoinedReply({
      clock: clockReading(NOW),
      room: aRoomView({ closesInMs: left(5 * MINUTE_MS), plan: [seat] }),
      chat: [said(10 * MINUTE_MS)],
      lobby: [waiting],
      consoles: [desk],
    }),
  );
  await call.join({ displayName: 'Anna' });
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  // Whoever sets the clock meanwhile changes nothing.
  vi.setSystemTime(Date.now() - 60 * MINUTE_MS);
  signaling.tell('chat:sent', { ...said(0), id: 'later' });

  const { room, chat, lobby, consoles } = tableOf(call);
  const time = (moment: Parameters<typeof call.clock.dateOf>[0] | null | undefined) =>
    moment && timeOfDay(call.clock.dateOf(moment), 'de');
  expect(chat.map(({ at }) => time(at))).toEqual(['16:55', '17:07']);
  expect([room.plan[0]?.leftAt, lobby[0]?.words[0]?.at, consoles[0]?.since].map(time)).toEqual([
    '17:01',
    '17:03',
    '17:04',
  ]);
  expect((room.closesAt ?? 0) - performance.now()).toBe(3 * MINUTE_MS);
  expect(performance.now() - (lobby[0]?.since ?? 0)).toBe(5 * MINUTE_MS);
  call.close();
});

test('a device that was away a while is right again once it is back', async () => {
  vi.setSystemTime(NOW);
  const { call, signaling } = aCall();
  signaling.answer('room:join', () => aJoinedReply({ clock: clockReading(NOW) }));
  await call.join({ displayName: 'Anna' });
  // While it slept its own clock stood still.
  signaling.answer('room:join', () =>
    aJoinedReply({ clock: clockReading(NOW + 30 * MINUTE_MS), chat: [said(0)], sessionKept: true }),
  );
  signaling.drop();
  signaling.reconnect();
  await vi.waitFor(() => expect(tableOf(call).chat).toHaveLength(1), SOON);
  const [message] = tableOf(call).chat;
  expect(message && timeOfDay(call.clock.dateOf(message.at), 'de')).toBe('17:35');
  call.close();
});

test('how long it is until the server is started again runs on by this page’s clock, at the table and for who waits', async () => {
  vi.setSystemTime(NOW);
  const [table, lobby] = [aCall(), aCall()];
  table.signaling.answer('room:join', () => aJoinedReply());
  lobby.signaling.answer('room:join', () => aLobbyReply());
  for (const { call } of [table, lobby]) await call.join({ displayName: 'Anna' });
  const remaining = () =>
    [tableOf(table.call).room, lobbyOf(lobby.call)].map(
      ({ restartsAt }) => restartsAt && restartsAt - performance.now(),
    );
  expect(remaining()).toEqual([null, null]);
  const { waitingFor, opensInMs, message, mayReply, mayProve, texts } = aLobbyReply();
  const status = { waitingFor, opensInMs, message, mayReply, mayProve, texts };
  table.signaling.tell('room:updated', { restartsInMs: left(5 * MINUTE_MS) });
  lobby.signaling.tell('lobby:updated', { ...status, restartsInMs: left(5 * MINUTE_MS) });
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
  table.signaling.tell('room:updated', { locked: true });
  expect(remaining()).toEqual([4 * MINUTE_MS, 4 * MINUTE_MS]);
  for (const { call } of [table, lobby]) call.close();
});

test('what somebody who waits has read keeps its moment, however often it is told again', async () => {
  vi.setSystemTime(NOW);
  const { call, signaling } = aCall();
  const text = (agoMs: number) => [{ id: 'text', text: 'Gleich', agoMs: ago(agoMs) }];
  signaling.answer('room:join', () => aLobbyReply({ texts: text(0) }));
  await call.join({ displayName: 'Anna' });
  const texts = () => {
    const state = call.getSnapshot();
    return state.place === 'lobby' ? state.texts : [];
  };
  const [first] = texts();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  const { waitingFor, opensInMs, message, mayReply, mayProve, restartsInMs } = aLobbyReply();
  const status = { waitingFor, opensInMs, message, mayReply, mayProve, restartsInMs };
  signaling.tell('lobby:updated', { ...status, texts: text(MINUTE_MS + 3_000) });
  expect(texts()[0]).toBe(first);
  call.close();
});
