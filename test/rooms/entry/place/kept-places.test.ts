import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BRIEF_STAY_MS, BRIEF_WINDOW_MS, RELOAD_WINDOW_MS } from '../../../../src/rooms/entry/place/absence.ts';
import { RESUME_WINDOW_MS } from '../../../../src/rooms/meeting/participant/participant-state.ts';
import { type Attendee, openMeeting } from '../../../helpers/meetings/open-meeting.ts';
import { DEVICE, OTHER_DEVICE, restrict, twoAtTheTable } from '../two-at-the-table.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a page that is closed', () => {
  it('keeps the place for a reload, then frees it, and the way back stays open for two minutes', async () => {
    const { rooms, anna, comeBack } = await twoAtTheTable();
    await anna.send('stay:end', {});
    await vi.advanceTimersByTimeAsync(RELOAD_WINDOW_MS - 1);
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
    await vi.advanceTimersByTimeAsync(1);
    expect(rooms.live.rooms).toMatchObject([{ participants: 1 }]);
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - RELOAD_WINDOW_MS - 1);
    await comeBack(anna);
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
  });

  it('gives its place to the same browser at once, with hand, floor and hard mute, and without standing there twice', async () => {
    const { rooms, chair, anna, enter } = await twoAtTheTable({ maxParticipants: 2 });
    await anna.send('hand:raise', {});
    await restrict(chair, anna);
    anna.drop();
    const again = await enter('Anna', { device: DEVICE });
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
    const { reply } = again;
    if (reply.state !== 'joined') throw new Error('not at the table');
    expect(reply.room.hands).toEqual([again.id]);
    expect(reply.participants.find(({ id }) => id === again.id)?.restricted.microphone).toBe(true);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
  });

  it('hands its raised hand over before everyone: the others see it up for the newer self, and for nobody who is gone', async () => {
    const { chair, anna, enter } = await twoAtTheTable();
    await anna.send('hand:raise', {});
    expect(chair.heard('hand:raised')).toEqual([{ participantId: anna.id }]);
    const again = await enter('Anna', { device: DEVICE });
    expect(chair.heard('hand:handed-over')).toEqual([{ participantId: anna.id, to: again.id }]);
    expect(chair.heard('hand:lowered')).toEqual([]);
  });

  it('ends where the same browser opens another one, and nobody else is taken for it', async () => {
    const { rooms, anna, enter } = await twoAtTheTable();
    await enter('Anna', { device: DEVICE });
    expect(anna.heard('room:left')).toEqual([{ reason: 'replaced' }]);
    await enter('Anna', { device: OTHER_DEVICE });
    await enter('Anna', {});
    expect(rooms.live.rooms).toMatchObject([{ participants: 4 }]);
  });

  it('is not in the lobby twice either, and what was written stays with them', async () => {
    const { rooms, chair, enter } = await twoAtTheTable({ lobby: 'on', lobbyReplies: true });
    const first = await enter('Cem', { device: OTHER_DEVICE });
    await first.send('lobby:reply', { text: 'Ich bin es.' });
    first.drop();
    const again = await enter('Cem', { device: OTHER_DEVICE });
    expect(rooms.live.rooms).toMatchObject([{ lobby: 2 }]);
    expect(chair.heard('lobby:knocked').at(-1)).toMatchObject({ id: again.id, words: [{ text: 'Ich bin es.' }] });
  });
});

describe('places of people who are gone', () => {
  it('are kept shorter for who was there for seconds, who still finds the way back', async () => {
    const { rooms, enter, comeBack } = openMeeting();
    await enter('Vorsitz', { role: 'moderator' });
    const brief = await enter('Kurz');
    brief.drop();
    await vi.advanceTimersByTimeAsync(BRIEF_WINDOW_MS);
    expect(rooms.live.rooms).toMatchObject([{ participants: 1 }]);
    await comeBack(brief);
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
  });

  it('are given to who is here when the room is full, and not before', async () => {
    const { rooms, chair, anna, enter } = await twoAtTheTable({ maxParticipants: 3 });
    anna.drop();
    const cem = await enter('Cem');
    expect(rooms.live.people(chair.membership.meeting.id).map(({ displayName }) => displayName)).toContain('Anna');
    const dora = await enter('Dora');
    expect(rooms.live.people(chair.membership.meeting.id).map(({ displayName }) => displayName)).toEqual([
      'Vorsitz',
      'Cem',
      'Dora',
    ]);
    await expect(enter('Eva')).rejects.toMatchObject({ code: 'ROOM_FULL' });
    for (const person of [cem, dora]) expect(await person.codeOf('hand:raise', {})).toBeNull();
  });

  it('are never that of who leads while there is another', async () => {
    const { rooms, chair, anna, enter } = await twoAtTheTable({ maxParticipants: 3 });
    chair.drop();
    anna.drop();
    await enter('Cem');
    await enter('Dora');
    expect(rooms.live.people(chair.membership.meeting.id).map(({ displayName }) => displayName)).toContain('Vorsitz');
  });

  it('are few of one address for who was there for seconds, so that a flood leaves room', async () => {
    const { rooms, enter } = openMeeting({ maxParticipants: 100 });
    await enter('Vorsitz', { role: 'moderator' });
    for (let count = 0; count < 60; count += 1) (await enter(`Gast ${count}`)).drop();
    expect(rooms.live.rooms[0]?.participants).toBeLessThanOrEqual(11);
    const waiting = openMeeting({ lobby: 'on' });
    await waiting.enter('Vorsitz', { role: 'moderator' });
    for (let count = 0; count < 60; count += 1) (await waiting.enter(`Gast ${count}`)).drop();
    expect(waiting.rooms.live.rooms[0]?.lobby).toBeLessThanOrEqual(10);
  });

  it("are all kept, with every hand, when a hospital's line is gone as a whole", async () => {
    const { enter, comeBack } = openMeeting({ maxParticipants: 500 });
    const people: Attendee[] = [];
    for (let count = 0; count < 150; count += 1) people.push(await enter(`Person ${count}`));
    for (const person of people) await person.send('hand:raise', {});
    await vi.advanceTimersByTimeAsync(BRIEF_STAY_MS);
    const ids = people.map(({ id }) => id);
    for (const person of people) person.drop();
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
    for (const person of people) await comeBack(person);
    expect(people.map(({ id }) => id)).toEqual(ids);
    expect(people[0]?.membership.meeting.views.room().hands).toEqual(ids);
  });

  it('are kept for the whole window for who waited for long and was let in a moment ago', async () => {
    const { chair, anna, comeBack } = await twoAtTheTable({ lobby: 'on' });
    await chair.send('lobby:admit', { participantIds: [anna.id] });
    anna.drop();
    const { id } = anna;
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
    await comeBack(anna);
    expect(anna.id).toBe(id);
  });

  it('are kept as long for a page that was loaded again a moment ago, whose older self was there for long', async () => {
    const { rooms, enter } = await twoAtTheTable();
    (await enter('Anna', { device: DEVICE })).drop();
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
  });
});
