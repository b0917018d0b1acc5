import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createOriginKey, secrets } from '../../../src/auth/index.ts';
import type { MeetingEvent } from '../../../src/protocol/index.ts';
import { BRIEF_STAY_MS } from '../../../src/rooms/entry/absence.ts';
import { GATHER_MS } from '../../../src/rooms/meeting/broadcast.ts';
import type { Connection } from '../../../src/rooms/meeting/participant.ts';
import { RESUME_WINDOW_MS } from '../../../src/rooms/meeting/participant-state.ts';
import { PLAN_NEWS_DELAY_MS } from '../../../src/rooms/plan/plan-service.ts';
import { NO_NAME_RIGHTS, type StoredSeat } from '../../../src/rooms/ports.ts';
import { RoomService } from '../../../src/rooms/room-service.ts';
import { FakeMediaPlane } from '../../helpers/fake-media-plane.ts';
import { storedRoom } from '../../helpers/rooms.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function service(changes: object = {}, plan: readonly StoredSeat[] = []) {
  const room = storedRoom(changes);
  const mediaPlane = new FakeMediaPlane();
  const rooms = new RoomService({
    store: { findRoom: async () => room },
    plans: { listSeats: async () => plan, replacePlan: async () => {} },
    standings: { list: async () => [], note: async () => {}, forget: async () => {} },
    attendance: {
      saveStays: async () => {},
      listStays: async () => [],
      pageOfStays: async () => [],
      deleteStays: async () => {},
    },
    passwords: { verify: async () => {} },
    invites: {
      redeem: async () => ({
        invite: {
          inviteId: 'invite',
          role: 'moderator',
          trusted: false,
          seatId: null,
          isPersonal: false,
          createdAt: 0,
        },
        keep: () => {},
        giveBack: async () => {},
      }),
      createForSeat: async () => ({ inviteId: 'invite', secret: '' }),
      isStanding: async () => true,
      nameRights: async () => NO_NAME_RIGHTS,
    },
    secrets,
    originOf: createOriginKey(),
    mediaPlane,
    turnAccess: () => null,
    report: (error) => {
      throw error;
    },
  });
  const join = (displayName: string, more: object = {}) => {
    const heard: string[] = [];
    const connection: Connection = {
      send: (...[event]) => void heard.push(event),
      sendToAll: (others, event, data) => {
        const names = event === 'meeting:changed' ? (data as readonly MeetingEvent[]).map(({ name }) => name) : [event];
        for (const one of [connection, ...others]) for (const name of names) one.send(name, ...([data] as never));
      },
      release: () => {},
    };
    const command = { roomId: room.id, displayName, ...more };
    return rooms.join(command, { connection, address: '192.0.2.1' }).then((entry) => ({ ...entry, heard }));
  };
  return { rooms, mediaPlane, join };
}

const MODERATOR = { invite: 'x'.repeat(43) };

it('a place is kept for the resume window and not longer, at the table and in the lobby', async () => {
  const { rooms, join } = service({ lobby: 'on' });
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast');
  vi.advanceTimersByTime(BRIEF_STAY_MS);
  rooms.drop(guest.membership);
  rooms.drop(moderator.membership);
  vi.advanceTimersByTime(RESUME_WINDOW_MS - 1);
  expect(rooms.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
  vi.advanceTimersByTime(1);
  expect(rooms.rooms).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('no timer outlives a room, however its people went', async () => {
  const { rooms, join } = service({ lobby: 'without-password', passwordHash: 'x' });
  const moderator = await join('Vorsitz', MODERATOR);
  const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => join(name, { password: 'p' })));
  const waiting = await Promise.all(['e', 'f'].map((name) => join(name)));
  for (const { membership } of [people[0], people[1], waiting[0]].filter((entry) => entry !== undefined)) {
    rooms.drop(membership);
  }
  vi.advanceTimersByTime(GATHER_MS);
  expect(vi.getTimerCount()).toBe(3);
  const resume = people[0]?.reply.resume;
  await join('a', { resume });
  vi.advanceTimersByTime(GATHER_MS);
  expect(vi.getTimerCount()).toBe(2);
  await rooms.ending.end(moderator.membership);
  expect(rooms.rooms).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('closing twice is as good as once', async () => {
  const { rooms, mediaPlane, join } = service();
  const guest = await join('Gast');
  rooms.close();
  rooms.close();
  rooms.drop(guest.membership);
  expect(guest.heard).toEqual(['server:closing']);
  expect(mediaPlane.sessions.every(({ closed }) => closed)).toBe(true);
  await expect(join('Spät')).rejects.toMatchObject({ code: 'SERVER_DRAINING' });
  expect(vi.getTimerCount()).toBe(0);
});

it('a session that is made too slowly gives the seat back', async () => {
  const { rooms, mediaPlane, join } = service();
  mediaPlane.gate = new Promise((resolve) => setTimeout(resolve, 60_000));
  const slow = join('Gast');
  const refused = expect(slow).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
  await vi.advanceTimersByTimeAsync(60_000);
  await refused;
  expect(rooms.rooms).toEqual([]);
  expect(mediaPlane.sessions.every(({ closed }) => closed)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('a meeting ends when its time is over, or later when it was put off, or not at all', async () => {
  const { rooms, join } = service();
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast');
  const { meeting } = moderator.membership;
  await rooms.ending.closeLater(moderator.membership, { afterMs: 60_000 });
  expect(meeting.view().closesInMs).toBe(60_000);
  vi.advanceTimersByTime(59_999);
  await rooms.ending.closeLater(moderator.membership, { afterMs: 30_000 });
  vi.advanceTimersByTime(29_999);
  await rooms.ending.keepOpen(moderator.membership);
  expect(meeting.view().closesInMs).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
  expect(vi.getTimerCount()).toBe(0);
  await rooms.ending.closeLater(moderator.membership, { afterMs: 10_000 });
  expect(guest.heard).not.toContain('room:left');
  vi.advanceTimersByTime(10_000);
  expect(guest.heard).toContain('room:left');
  expect(rooms.rooms).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('a countdown, and what is still to be told, end with the room', async () => {
  const { rooms, join } = service({ lobby: 'on', lobbyReplies: true });
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast');
  await rooms.ending.closeLater(moderator.membership, { afterMs: 60_000 });
  await rooms.hands.react(moderator.membership, { reaction: 'heart' });
  await rooms.lobby.reply(guest.membership, { text: 'Hallo' });
  expect(vi.getTimerCount()).toBe(2);
  await rooms.ending.end(moderator.membership);
  expect(vi.getTimerCount()).toBe(0);
  // The next meeting in this room knows nothing of it.
  const next = await join('Vorsitz', MODERATOR);
  expect(next.membership.meeting.view().closesInMs).toBeNull();
  await rooms.leave(next.membership, {});
  expect(vi.getTimerCount()).toBe(0);
});

it('a place in the lobby of somebody put back while their connection is lost is kept no longer than the seat was', async () => {
  const { rooms, join } = service({ lobby: 'without-password', passwordHash: 'x' });
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast', { password: 'p' });
  vi.advanceTimersByTime(BRIEF_STAY_MS);
  rooms.drop(guest.membership);
  vi.advanceTimersByTime(RESUME_WINDOW_MS - 1);
  const { id: participantId } = guest.membership.participant;
  await rooms.lobby.takeBack(moderator.membership, { participantId });
  expect(rooms.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
  vi.advanceTimersByTime(1);
  expect(rooms.rooms).toMatchObject([{ participants: 1, lobby: 0 }]);
  vi.advanceTimersByTime(GATHER_MS);
  expect(moderator.heard.slice(-1)).toEqual(['lobby:left']);
  expect(vi.getTimerCount()).toBe(0);
});

it('many who sit down in the plan at once are one piece of news, which ends with the room', async () => {
  const plan = Array.from({ length: 50 }, (_, index) => ({ id: `seat-${index}`, name: `Ort ${index}` }));
  const { rooms, join } = service({ maxParticipants: 60 }, plan);
  const moderator = await join('Vorsitz', MODERATOR);
  for (const { name } of plan.slice(0, 40)) await join(name);
  const news = () => moderator.heard.filter((event) => event === 'room:updated').length;
  vi.advanceTimersByTime(GATHER_MS);
  expect(vi.getTimerCount()).toBe(1);
  expect(news()).toBe(0);
  await vi.advanceTimersByTimeAsync(PLAN_NEWS_DELAY_MS);
  expect(news()).toBe(1);
  await join('Ort 41');
  vi.advanceTimersByTime(GATHER_MS);
  expect(vi.getTimerCount()).toBe(1);
  await rooms.ending.end(moderator.membership);
  expect(vi.getTimerCount()).toBe(0);
});

it('many votes at once are one piece of news, and neither they nor messages leave a timer behind the room', async () => {
  const { rooms, join } = service();
  const moderator = await join('Vorsitz', MODERATOR);
  const guests = await Promise.all(Array.from({ length: 20 }, (_, index) => join(`Gast ${index}`)));
  const poll = { question: 'Vertagen wir?', options: ['Ja', 'Nein'], secret: true };
  const { pollId } = await rooms.polls.open(moderator.membership, poll);
  for (const { membership } of guests) await rooms.polls.vote(membership, { pollId, option: 0 });
  const news = () => moderator.heard.filter((event) => event === 'poll:updated').length;
  vi.advanceTimersByTime(GATHER_MS);
  expect(news()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(news()).toBe(2);
  await rooms.polls.vote(moderator.membership, { pollId, option: 1 });
  await rooms.chat.send(moderator.membership, { text: 'Danke', to: 'all' });
  await rooms.chat.type(moderator.membership, { text: 'Da' });
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  await rooms.ending.end(moderator.membership);
  expect(vi.getTimerCount()).toBe(0);
});
