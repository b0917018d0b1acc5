import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Attendee, type Meeting, openMeeting } from '../../helpers/meetings/open-meeting.ts';

/** Longer than a worker that dies again and again is waited for. */
const LONG_MS = 60_000;
/** Within this everybody has a session again once there is a worker. */
const SOON_MS = 3_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function lose(meeting: Meeting): void {
  meeting.mediaPlane.lose(meeting.rooms.live.rooms[0]?.id ?? '');
}

/** Whether the session that they were told of last is one that works. */
function hasMedia(meeting: Meeting, attendee: Attendee): boolean {
  const { closed, options } = meeting.mediaPlane.sessionOf(attendee.id);
  const told = attendee.heard('session:replaced').at(-1);
  return !closed && told?.session.send.id === options.send.id;
}

describe('when a media worker is lost', () => {
  it('everyone has a session again as soon as there is a worker, however long that takes', async () => {
    const meeting = openMeeting();
    const people = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
    meeting.mediaPlane.failing = true;
    lose(meeting);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(people.flatMap((one) => one.heard('session:replaced'))).toEqual([]);
    meeting.mediaPlane.failing = false;
    await vi.advanceTimersByTimeAsync(SOON_MS);
    for (const one of people) expect(hasMedia(meeting, one)).toBe(true);
    // Once, and not with every try.
    expect(meeting.failures).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('nobody waits for somebody else, and nobody is forgotten', async () => {
    const meeting = openMeeting();
    const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
    meeting.mediaPlane.failingFor.add(bernd.id);
    lose(meeting);
    await vi.advanceTimersByTimeAsync(SOON_MS);
    expect([hasMedia(meeting, anna), hasMedia(meeting, bernd)]).toEqual([true, false]);
    meeting.mediaPlane.failingFor.clear();
    await vi.advanceTimersByTimeAsync(SOON_MS);
    expect(hasMedia(meeting, bernd)).toBe(true);
    expect(anna.heard('session:replaced')).toHaveLength(1);
  });

  it('one that dies while sessions are made on it is made good like the first', async () => {
    const meeting = openMeeting();
    const people = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
    let open = () => {};
    meeting.mediaPlane.gate = new Promise((resolve) => {
      open = resolve;
    });
    lose(meeting);
    await vi.advanceTimersByTimeAsync(0);
    lose(meeting);
    meeting.mediaPlane.gate = null;
    open();
    await vi.advanceTimersByTimeAsync(SOON_MS);
    for (const one of people) expect(hasMedia(meeting, one)).toBe(true);
  });

  it('who comes in meanwhile is refused at once, or seated on its successor', async () => {
    const meeting = openMeeting();
    await meeting.enter('Anna');
    meeting.mediaPlane.failing = true;
    lose(meeting);
    await expect(meeting.enter('Bernd')).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
    meeting.mediaPlane.failing = false;
    await vi.advanceTimersByTimeAsync(SOON_MS);
    await meeting.enter('Cem');
    expect(meeting.rooms.live.rooms).toMatchObject([{ participants: 2 }]);
  });

  it('who is just coming in sits down on its successor', async () => {
    const meeting = openMeeting();
    await meeting.enter('Anna');
    let open = () => {};
    meeting.mediaPlane.gate = new Promise((resolve) => {
      open = resolve;
    });
    const coming = meeting.enter('Bernd');
    await vi.advanceTimersByTimeAsync(0);
    lose(meeting);
    open();
    const bernd = await coming;
    expect(bernd.reply).toMatchObject({
      state: 'joined',
      session: { send: { id: meeting.mediaPlane.sessionOf(bernd.id).options.send.id } },
    });
    expect(meeting.mediaPlane.sessionOf(bernd.id).closed).toBe(false);
  });

  it('a meeting that ends meanwhile leaves no timer', async () => {
    const meeting = openMeeting();
    await meeting.enter('Anna');
    meeting.mediaPlane.failing = true;
    lose(meeting);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    meeting.rooms.draining.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('somebody who is let in while there is no media', () => {
  it('waits on in the lobby, the chair sees them there and is told why, and can let them in later', async () => {
    const meeting = openMeeting({ lobby: 'on' });
    const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
    const guest = await meeting.enter('Gast');
    meeting.mediaPlane.failing = true;
    expect(await chair.codeOf('lobby:admit', { participantIds: [guest.id] })).toBe('MEDIA_UNAVAILABLE');
    expect(chair.events.map(({ name }) => name).slice(-2)).toEqual(['lobby:left', 'lobby:knocked']);
    expect(guest.heard('room:left')).toEqual([]);
    expect(meeting.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);

    meeting.mediaPlane.failing = false;
    expect(await chair.codeOf('lobby:admit', { participantIds: [guest.id] })).toBeNull();
    expect(guest.heard('lobby:admitted')).toHaveLength(1);
  });

  it('does so too when the worker hangs and gives no answer', async () => {
    const meeting = openMeeting({ lobby: 'on' });
    const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
    const guest = await meeting.enter('Gast');
    meeting.mediaPlane.gate = new Promise(() => {});
    const admitted = chair.codeOf('lobby:admit', { participantIds: [guest.id] });
    // Before the browser gives up on the command.
    await vi.advanceTimersByTimeAsync(9_000);
    expect(await admitted).toBe('MEDIA_UNAVAILABLE');
    expect(meeting.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
  });

  it('and whose line was lost just then, finds the lobby again on coming back', async () => {
    const meeting = openMeeting({ lobby: 'on' });
    const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
    const guest = await meeting.enter('Gast');
    guest.drop();
    expect(await chair.codeOf('lobby:admit', { participantIds: [guest.id] })).toBeNull();
    meeting.mediaPlane.failing = true;
    await meeting.comeBack(guest);
    expect(guest.reply.state).toBe('lobby');
    expect(chair.heard('lobby:knocked').at(-1)).toMatchObject({ id: guest.id, reconnecting: false });
  });
});
