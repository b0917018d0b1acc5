import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AppError } from '../../../src/platform/errors.ts';
import { AttendanceService } from '../../../src/rooms/attendance/attendance-service.ts';

import { Participant } from '../../../src/rooms/meeting/participant/participant.ts';
import type { StoredStay } from '../../../src/rooms/ports/storage.ts';
import { DATABASE_FILE } from '../../../src/storage/database.ts';
import { askForAttendance } from '../../../web/src/features/attendance/attendance-pages.ts';
import { anEmptyMeeting } from '../../helpers/meetings/rooms.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

async function setUp(changes: object = {}, options: Parameters<typeof startTestApp>[0] = {}) {
  const app = await startTestApp(options);
  const room = await app.createRoom({ attendanceDays: 30, ...changes });
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const chair = await app.connect();
  const { self } = await chair.join(room.id, 'Vorsitz', { invite });
  const join = async (displayName: string, more: object = {}) => {
    const client = await app.connect();
    const reply = await client.join(room.id, displayName, more);
    return { client, reply, id: reply.self.participantId };
  };
  const rows = async () => (await chair.send('attendance:list')).rows;
  const names = async () => (await rows()).map(({ displayName }) => displayName);
  const kept = () => app.database.attendance.listStays(room.id);
  return { app, room, chair, chairId: self.participantId, join, rows, names, kept };
}

function participantAt(displayName: string): Participant {
  const connection = { send: () => {}, sendToAll: () => {}, release: () => {} };
  return new Participant({ displayName, invite: null, connection, state: { kind: 'knocking', since: 0, deadline: 0 } });
}

describe('attendance', () => {
  it('is off unless the room says otherwise: nothing is noted', async () => {
    const { chair, join, rows, kept } = await setUp({ attendanceDays: 0 });
    const { id } = await join('Anna');
    await chair.send('participant:remove', { participantId: id });
    expect(await rows()).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('notes who was at the table from when to when, in which role and on which seat', async () => {
    const { app, room, chair, join, rows, kept } = await setUp();
    const start = Date.now();
    await chair.setPlan({ seats: [{ name: 'Anna' }], quorum: null });
    const { client } = await join('Anna');
    const { secret: invite } = await app.createInvite(room.id, { role: 'observer' });
    await join('Gast', { invite });
    await client.send('room:leave');
    const [host, anna, guest] = await rows();
    expect(host).toMatchObject({ displayName: 'Vorsitz', role: 'moderator', seat: null, leftAgoMs: null });
    expect(anna).toMatchObject({ displayName: 'Anna', role: 'participant', seat: 'Anna' });
    expect(anna?.joinedAgoMs).toBeLessThanOrEqual(Date.now() - start + 1_000);
    expect(anna?.leftAgoMs).toBeLessThanOrEqual(anna?.joinedAgoMs ?? 0);
    expect(guest).toMatchObject({ displayName: 'Gast', role: 'observer', leftAgoMs: null });
    expect(Object.keys(anna ?? {}).sort()).toEqual(['displayName', 'joinedAgoMs', 'leftAgoMs', 'role', 'seat']);
    const days = (await kept()).map(({ keepUntil }) => Math.round((keepUntil - Date.now()) / 86_400_000));
    expect(days).toEqual([30, 30, 30]);
  });

  it('notes a seat that was planned, and a role that was given, during the meeting', async () => {
    const { chair, join, rows } = await setUp();
    const { id } = await join('Anna');
    await chair.setPlan({ seats: [{ name: 'anna' }], quorum: null });
    await chair.send('participant:set-role', { participantId: id, role: 'deputy' });
    expect((await rows())[1]).toMatchObject({ displayName: 'Anna', seat: 'anna', role: 'deputy' });
    expect(await rows()).toHaveLength(2);
  });

  it('is one stay through a drop and a return', async () => {
    const { app, room, chair, join, rows } = await setUp();
    const { client, id, reply } = await join('Anna');
    client.drop();
    await chair.heard('participant:updated', (view) => view.id === id && view.reconnecting);
    expect((await rows())[1]?.leftAgoMs).toBeNull();
    const again = await app.connect();
    await again.join(room.id, 'Anna', { resume: reply.resume });
    expect(await rows()).toHaveLength(2);
    await again.send('room:leave');
    expect((await rows())[1]?.leftAgoMs).not.toBeNull();
  });

  it('has nobody who only waits, and ends the stay of who is put back to wait', async () => {
    const { app, room, chair, names, rows } = await setUp({ lobby: 'on' });
    const waiting = await app.connect();
    await waiting.knock(room.id, 'Wartet');
    const { id } = await chair.heard('lobby:knocked');
    expect(await names()).toEqual(['Vorsitz']);
    await chair.send('lobby:admit', { participantIds: [id] });
    await waiting.heard('lobby:admitted');
    await chair.send('participant:return-to-lobby', { participantId: id });
    const [, stay] = await rows();
    expect(stay).toMatchObject({ displayName: 'Wartet' });
    expect(stay?.leftAgoMs).not.toBeNull();
  });

  it('has no consoles', async () => {
    const { app, room, chair, names } = await setUp();
    const { code } = await chair.send('console:pair');
    const desk = await app.connect();
    await desk.send('console:join', { roomId: room.id, code });
    expect(await names()).toEqual(['Vorsitz']);
    expect((await desk.send('attendance:list')).rows).toHaveLength(1);
  });

  it('is switched on during the meeting: everyone sees it, and everyone present is noted from then on', async () => {
    const { chair, join, rows } = await setUp({ attendanceDays: 0 });
    const { client } = await join('Anna');
    const gone = await join('Gegangen');
    await gone.client.send('room:leave');
    const before = Date.now();
    await chair.send('room:configure', { attendanceDays: 7 });
    await client.heard('room:updated', ({ attendanceDays }) => attendanceDays === 7);
    const noted = await rows();
    expect(noted.map(({ displayName }) => displayName).sort()).toEqual(['Anna', 'Vorsitz']);
    for (const { joinedAgoMs } of noted) expect(joinedAgoMs).toBeLessThanOrEqual(Date.now() - before);
  });

  it('is switched off during the meeting: what was noted of it is deleted, not of meetings before', async () => {
    const { app, room, chair, join, rows, kept } = await setUp();
    const now = Date.now();
    const former = { role: 'participant' as const, seat: null, joinedAt: now - 9_000, leftAt: now - 5_000 };
    const stay = { ...former, id: 'former', displayName: 'Damals', keepUntil: now + 100_000 };
    await app.database.attendance.saveStays(room.id, [stay]);
    const { client } = await join('Anna');
    await client.send('room:leave');
    await chair.send('room:configure', { attendanceDays: 0 });
    await join('Bert');
    expect((await rows()).map(({ displayName }) => displayName)).toEqual(['Damals']);
    expect(await kept()).toEqual([stay]);
  });

  it('is switched off by the operator during the meeting, and by no other change of theirs', async () => {
    const { app, room, chair, names } = await setUp({ attendanceDays: 0 });
    await chair.send('room:configure', { attendanceDays: 7 });
    await app.database.rooms.update(room.id, { name: 'Anders' });
    await app.rooms.live.reload(room.id);
    expect(await names()).toEqual(['Vorsitz']);
    await app.database.rooms.update(room.id, { attendanceDays: 5 });
    await app.rooms.live.reload(room.id);
    expect(await names()).toEqual(['Vorsitz']);
    await app.database.rooms.update(room.id, { attendanceDays: 0 });
    await app.rooms.live.reload(room.id);
    expect(await names()).toEqual([]);
  });

  it('is kept for as long as people were told last, and never longer for who had left by then', async () => {
    const { chair, join, kept, rows } = await setUp();
    const { client } = await join('Anna');
    await client.send('room:leave');
    await join('Bert');
    const days = async () => {
      await rows();
      return (await kept()).map(({ displayName, keepUntil }) => [
        displayName,
        Math.round((keepUntil - Date.now()) / 86_400_000),
      ]);
    };
    await chair.send('room:configure', { attendanceDays: 90 });
    expect(Object.fromEntries(await days())).toEqual({ Vorsitz: 90, Anna: 30, Bert: 90 });
    await chair.send('room:configure', { attendanceDays: 2 });
    expect(Object.fromEntries(await days())).toEqual({ Vorsitz: 2, Anna: 2, Bert: 2 });
  });

  it('ends with the meeting for everyone who was there', async () => {
    const { app, chair, join, kept } = await setUp();
    await join('Anna');
    await chair.send('room:end');
    await app.rooms.settled();
    const stays = await kept();
    expect(stays.map(({ displayName }) => displayName).sort()).toEqual(['Anna', 'Vorsitz']);
    expect(stays.filter(({ leftAt }) => leftAt === null)).toEqual([]);
  });

  it('ends with a server that stops', async () => {
    const { app, join, kept } = await setUp();
    await join('Anna');
    app.rooms.draining.end();
    await app.rooms.settled();
    expect((await kept()).map(({ leftAt }) => leftAt)).not.toContain(null);
    expect(await kept()).toHaveLength(2);
  });

  it('that cannot be kept hurts nobody and is reported', async () => {
    const { app, chair, join } = await setUp();
    await chair.send('attendance:list');
    const full = new Error('database or disk is full');
    const store = vi.spyOn(app.database.attendance, 'saveStays').mockRejectedValue(full);
    const { client } = await join('Anna');
    await client.send('hand:raise');
    expect((await chair.send('attendance:list')).rows).toHaveLength(1);
    expect(app.failures).toEqual([full]);
    store.mockRestore();
    await client.send('room:leave');
    expect((await chair.send('attendance:list')).rows[1]).toMatchObject({ displayName: 'Anna' });
  });

  it('of a room that was deleted meanwhile is not kept, and that is no failure', async () => {
    const { app, room, join, kept } = await setUp();
    const { client } = await join('Anna');
    await app.database.rooms.delete(room.id);
    await app.rooms.live.reload(room.id);
    await client.heard('room:left');
    await app.rooms.settled();
    expect(await kept()).toEqual([]);
    expect(app.failures).toEqual([]);
  });

  it('is for the chair alone', async () => {
    const { app, room, join } = await setUp({ lobby: 'without-password', passwordHash: 'x' });
    const inviteOf = async (role: 'participant' | 'observer' | 'deputy') =>
      (await app.createInvite(room.id, { role })).secret;
    const waiting = await app.connect();
    await waiting.knock(room.id, 'Wartet');
    const clients = [waiting, await app.connect()];
    for (const role of ['participant', 'observer', 'deputy'] as const) {
      clients.push((await join(role, { invite: await inviteOf(role) })).client);
    }
    for (const client of clients) expect(await client.refused('attendance:list')).toBe('NOT_ALLOWED');
  });

  it('that the disk does not take is written with what comes next, and until then no half of it is shown', async () => {
    const { app, chair, join, names } = await setUp();
    const isFull = () => Promise.reject(new AppError('STORAGE_UNAVAILABLE'));
    const save = vi.spyOn(app.database.attendance, 'saveStays').mockImplementation(isFull);
    const { client } = await join('Anna');
    await client.send('room:leave');
    expect(await chair.refused('attendance:list')).toBe('STORAGE_UNAVAILABLE');
    expect(app.failures).toHaveLength(1);
    save.mockRestore();
    await join('Bernd');
    expect(await names()).toEqual(['Vorsitz', 'Anna', 'Bernd']);
  });

  it('of a year comes page by page, and whoever asks for it stays in the meeting', async () => {
    const dataDir = tempDir();
    const { app, room, chair } = await setUp({ attendanceDays: 365 }, { dataDir });
    const now = Date.now();
    const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
    const insert = sqlite.prepare(`
      INSERT INTO stays (id, room_id, display_name, role, seat, joined_at, left_at, keep_until)
      VALUES (?, ?, ?, 'participant', NULL, ?, ?, ?)
    `);
    const ids = Array.from({ length: 4_500 }, (_, index) => `Anna ${index}`);
    // Many come in the same breath.
    const add = (id: string, index: number) =>
      insert.run(id, room.id, id, now - 100_000 + Math.floor(index / 7), now, now + 100_000);
    sqlite.transaction(() => void ids.forEach(add))();
    sqlite.close();
    const pages = await askForAttendance((name, page) => chair.send(name, page));
    expect(pages.map(({ rows }) => rows.length)).toEqual([2_000, 2_000, 501]);
    const names = pages.flatMap(({ rows }) => rows.map(({ displayName }) => displayName));
    expect(names.toSorted()).toEqual([...ids, 'Vorsitz'].toSorted());
    expect(names.at(-1)).toBe('Vorsitz');
    await app.database.attendance.deleteStays(room.id);
    const after = pages[0].next ?? '';
    expect(await chair.refused('attendance:list', { after })).toBe('INVALID_STATE');
    expect((await chair.send('attendance:list')).rows).toEqual([]);
  });

  it('keeps those who took part, however often somebody comes and goes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const kept = new Map<string, StoredStay>();
    const store = {
      saveStays: async (_roomId: string, stays: readonly StoredStay[]) => {
        for (const stay of stays) kept.set(stay.id, stay);
      },
      listStays: async () => [...kept.values()],
      pageOfStays: async () => [...kept.values()],
      deleteStays: async (_roomId: string, ids: readonly string[] = [...kept.keys()]) => {
        for (const id of ids) kept.delete(id);
      },
    };
    const attendance = new AttendanceService({ store, seatName: () => null, report: () => {} });
    const meeting = anEmptyMeeting({ attendanceDays: 30 });
    const seats = vi.spyOn(meeting.people, 'seated', 'get');
    const newcomer = (displayName: string) => participantAt(displayName);
    const meet = (people: readonly Participant[], forMs: number) => {
      seats.mockReturnValue(people);
      attendance.changed(meeting);
      vi.setSystemTime(Date.now() + forMs);
    };
    const [anna, bert] = [newcomer('Anna'), newcomer('Bert')];
    meet([anna, bert], 60_000);
    for (let time = 0; time < 5_100; time += 1) meet([anna, newcomer('Fremd')], 40);
    meet([], 0);
    await attendance.settled();
    const names = [...kept.values()].map(({ displayName }) => displayName);
    expect(names.length).toBeGreaterThan(4_700);
    expect(names.length).toBeLessThanOrEqual(5_000);
    expect(names.filter((name) => name !== 'Fremd')).toEqual(['Anna', 'Bert']);
  });
});
