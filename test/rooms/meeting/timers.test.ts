import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createOriginKey, secrets } from '../../../src/auth/index.ts';
import type { MeetingEvent } from '../../../src/protocol/index.ts';
import { BRIEF_STAY_MS } from '../../../src/rooms/entry/place/absence.ts';
import type { Connection } from '../../../src/rooms/meeting/participant/connection.ts';
import { RESUME_WINDOW_MS } from '../../../src/rooms/meeting/participant/participant-state.ts';
import { GATHER_MS } from '../../../src/rooms/meeting/telling/broadcast.ts';
import { VACATED_AFTER_MS } from '../../../src/rooms/plan/plan-service.ts';
import { NO_NAME_RIGHTS } from '../../../src/rooms/ports/auth.ts';
import type { StoredSeat } from '../../../src/rooms/ports/storage.ts';
import { composeRooms } from '../../../src/rooms/rooms.ts';
import { FakeMediaPlane } from '../../helpers/meetings/fake-media-plane.ts';
import { storedRoom } from '../../helpers/meetings/rooms.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function service(changes: object = {}, plan: readonly StoredSeat[] = []) {
  const room = storedRoom(changes);
  const mediaPlane = new FakeMediaPlane();
  const rooms = composeRooms({
    store: { findRoom: async () => room },
    plans: {
      listSeats: async () => plan,
      findPlan: async () => ({ seats: plan, quorum: null }),
      exchangePlan: async () => true,
    },
    standings: { list: async () => [], note: async () => {}, forget: async () => {} },
    uses: { noteUse: async () => {} },
    moments: { meetingStarted: async () => {}, meetingEnded: async () => {} },
    reservedTimes: { windowsWithin: async () => [], nextOf: async () => null },
    runningDates: { find: async () => null, note: async () => {}, forget: async () => {} },
    capacitySeats: 1_000,
    extendReserved: async () => {},
    keepRoom: async () => {},
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
    const told: (readonly string[])[] = [];
    const connection: Connection = {
      send: (...[event]) => void heard.push(event),
      sendToAll: (others, event, data) => {
        const names = event === 'meeting:changed' ? (data as readonly MeetingEvent[]).map(({ name }) => name) : [event];
        told.push(names);
        for (const one of [connection, ...others]) for (const name of names) one.send(name, ...([data] as never));
      },
      release: () => {},
    };
    const command = { roomId: room.id, displayName, ...more };
    return rooms.admission
      .join(command, { connection, address: '192.0.2.1' })
      .then((entry) => ({ ...entry, heard, told }));
  };
  return { rooms, mediaPlane, join };
}

const MODERATOR = { invite: 'x'.repeat(43) };

it('a place is kept for the resume window and not longer, at the table and in the lobby', async () => {
  const { rooms, join } = service({ lobby: 'on' });
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast');
  vi.advanceTimersByTime(BRIEF_STAY_MS);
  rooms.stays.drop(guest.membership);
  rooms.stays.drop(moderator.membership);
  vi.advanceTimersByTime(RESUME_WINDOW_MS - 1);
  expect(rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
  vi.advanceTimersByTime(1);
  expect(rooms.live.rooms).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('no timer outlives a room, however its people went', async () => {
  const { rooms, join } = service({ lobby: 'without-password', passwordHash: 'x' });
  const moderator = await join('Vorsitz', MODERATOR);
  const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => join(name, { password: 'p' })));
  const waiting = await Promise.all(['e', 'f'].map((name) => join(name)));
  for (const { membership } of [people[0], people[1], waiting[0]].filter((entry) => entry !== undefined)) {
    rooms.stays.drop(membership);
  }
  vi.advanceTimersByTime(GATHER_MS);
  expect(vi.getTimerCount()).toBe(3);
  const resume = people[0]?.reply.resume;
  await join('a', { resume });
  vi.advanceTimersByTime(GATHER_MS);
  expect(vi.getTimerCount()).toBe(2);
  await rooms.commands['room:end'](moderator.membership, {});
  expect(rooms.live.rooms).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('closing twice is as good as once', async () => {
  const { rooms, mediaPlane, join } = service();
  const guest = await join('Gast');
  rooms.draining.end();
  rooms.draining.end();
  rooms.stays.drop(guest.membership);
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
  expect(rooms.live.rooms).toEqual([]);
  expect(mediaPlane.sessions.every(({ closed }) => closed)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('a meeting ends when its time is over, or later when it was put off, or not at all', async () => {
  const { rooms, join } = service();
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast');
  const { meeting } = moderator.membership;
  await rooms.commands['room:close'](moderator.membership, { afterMs: 60_000 });
  expect(meeting.views.room().closesInMs).toBe(60_000);
  vi.advanceTimersByTime(59_999);
  await rooms.commands['room:close'](moderator.membership, { afterMs: 30_000 });
  vi.advanceTimersByTime(29_999);
  await rooms.commands['room:keep-open'](moderator.membership, {});
  expect(meeting.views.room().closesInMs).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
  expect(vi.getTimerCount()).toBe(0);
  await rooms.commands['room:close'](moderator.membership, { afterMs: 10_000 });
  expect(guest.heard).not.toContain('room:left');
  vi.advanceTimersByTime(10_000);
  expect(guest.heard).toContain('room:left');
  expect(rooms.live.rooms).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('a countdown, and what is still to be told, end with the room', async () => {
  const { rooms, join } = service({ lobby: 'on', lobbyReplies: true });
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast');
  await rooms.commands['room:close'](moderator.membership, { afterMs: 60_000 });
  await rooms.commands['reaction:send'](moderator.membership, { reaction: 'heart' });
  await rooms.commands['lobby:reply'](guest.membership, { text: 'Hallo' });
  expect(vi.getTimerCount()).toBe(2);
  await rooms.commands['room:end'](moderator.membership, {});
  expect(vi.getTimerCount()).toBe(0);
  // The next meeting in this room knows nothing of it.
  const next = await join('Vorsitz', MODERATOR);
  expect(next.membership.meeting.views.room().closesInMs).toBeNull();
  await rooms.stays.leave(next.membership, {});
  expect(vi.getTimerCount()).toBe(0);
});

it('a place in the lobby of somebody put back while their connection is lost is kept no longer than the seat was', async () => {
  const { rooms, join } = service({ lobby: 'without-password', passwordHash: 'x' });
  const moderator = await join('Vorsitz', MODERATOR);
  const guest = await join('Gast', { password: 'p' });
  vi.advanceTimersByTime(BRIEF_STAY_MS);
  rooms.stays.drop(guest.membership);
  vi.advanceTimersByTime(RESUME_WINDOW_MS - 1);
  const { id: participantId } = guest.membership.participant;
  await rooms.commands['participant:return-to-lobby'](moderator.membership, { participantId });
  expect(rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
  vi.advanceTimersByTime(1);
  expect(rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 0 }]);
  vi.advanceTimersByTime(GATHER_MS);
  expect(moderator.heard.slice(-1)).toEqual(['lobby:left']);
  expect(vi.getTimerCount()).toBe(0);
});

it('many who sit down in the plan at once are one piece of news, which ends with the room', async () => {
  const plan = Array.from({ length: 50 }, (_, index) => ({ id: `seat-${index}`, name: `Ort ${index}` }));
  const { rooms, join } = service({ maxParticipants: 60 }, plan);
  const moderator = await join('Vorsitz', MODERATOR);
  for (const { name } of plan.slice(0, 40)) await join(name);
  const seats = () => moderator.heard.filter((event) => event === 'seat:changed').length;
  expect(seats()).toBe(0);
  const before = moderator.told.length;
  vi.advanceTimersByTime(GATHER_MS);
  expect({ seats: seats(), messages: moderator.told.length - before }).toEqual({ seats: 40, messages: 1 });
  await join('Ort 41');
  expect(vi.getTimerCount()).toBe(1);
  await rooms.commands['room:end'](moderator.membership, {});
  expect(vi.getTimerCount()).toBe(0);
});

it('many whose line is lost, one after the other, leave empty chairs of which the others hear a few times a second', async () => {
  const plan = Array.from({ length: 150 }, (_, index) => ({ id: `seat-${index}`, name: `Ort ${index}` }));
  const { rooms, join } = service({ maxParticipants: 200 }, plan);
  const moderator = await join('Vorsitz', MODERATOR);
  const guests = [];
  for (const { name } of plan) guests.push(await join(name));
  vi.advanceTimersByTime(BRIEF_STAY_MS);
  for (const { membership } of guests) {
    rooms.stays.drop(membership);
    vi.advanceTimersByTime(20);
  }
  moderator.told.length = 0;
  await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS + VACATED_AFTER_MS + GATHER_MS);
  const told = moderator.told.filter((names) => names.includes('seat:changed'));
  expect(told.flat().filter((name) => name === 'seat:changed')).toHaveLength(150);
  expect(told.length).toBeLessThanOrEqual(Math.ceil((150 * 20) / VACATED_AFTER_MS) + 1);
  await rooms.commands['room:end'](moderator.membership, {});
  expect(vi.getTimerCount()).toBe(0);
});

it('a chair that is left and taken again is told as taken, and as nothing else', async () => {
  const { rooms, join } = service({}, [{ id: 'seat', name: 'Aach' }]);
  const moderator = await join('Vorsitz', MODERATOR);
  const aach = await join('Aach');
  vi.advanceTimersByTime(GATHER_MS);
  const seats = () => moderator.heard.filter((event) => event === 'seat:changed').length;
  expect(seats()).toBe(1);
  await rooms.stays.leave(aach.membership, {});
  const late = await join('Gast');
  expect(late.membership.meeting.views.room().plan).toMatchObject([{ participantId: null }]);
  await join('Aach');
  await vi.advanceTimersByTimeAsync(GATHER_MS);
  expect(seats()).toBe(2);
  await vi.advanceTimersByTimeAsync(VACATED_AFTER_MS + GATHER_MS);
  expect([seats(), late.heard.filter((event) => event === 'seat:changed').length]).toEqual([2, 1]);
  await rooms.commands['room:end'](moderator.membership, {});
  expect(vi.getTimerCount()).toBe(0);
});

it('many votes at once are one piece of news, and neither they nor messages leave a timer behind the room', async () => {
  const { rooms, join } = service();
  const moderator = await join('Vorsitz', MODERATOR);
  const guests = await Promise.all(Array.from({ length: 20 }, (_, index) => join(`Gast ${index}`)));
  const poll = { question: 'Vertagen wir?', options: ['Ja', 'Nein'], secret: true };
  const { pollId } = await rooms.commands['poll:open'](moderator.membership, poll);
  for (const { membership } of guests) await rooms.commands['poll:vote'](membership, { pollId, option: 0 });
  const news = () => moderator.heard.filter((event) => event === 'poll:updated').length;
  vi.advanceTimersByTime(GATHER_MS);
  expect(news()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(news()).toBe(2);
  await rooms.commands['poll:vote'](moderator.membership, { pollId, option: 1 });
  await rooms.commands['chat:send'](moderator.membership, { text: 'Danke', to: 'all' });
  await rooms.commands['text:type'](moderator.membership, { text: 'Da' });
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  await rooms.commands['room:end'](moderator.membership, {});
  expect(vi.getTimerCount()).toBe(0);
});
