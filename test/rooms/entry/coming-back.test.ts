import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BRIEF_STAY_MS, BRIEF_WINDOW_MS, RELOAD_WINDOW_MS } from '../../../src/rooms/entry/absence.ts';
import { WaysBack } from '../../../src/rooms/entry/ways-back.ts';
import { Participant } from '../../../src/rooms/meeting/participant.ts';
import { RESUME_WINDOW_MS } from '../../../src/rooms/meeting/participant-state.ts';
import { openMeeting } from '../../helpers/open-meeting.ts';

const DEVICE = 'd'.repeat(43);
const OTHER_DEVICE = 'e'.repeat(43);
const LINE = { send() {}, sendToAll() {}, release() {} };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Somebody who has been there for a while, so that their place is kept for the whole window. */
async function twoAtTheTable(changes: Parameters<typeof openMeeting>[0] = {}) {
  const meeting = openMeeting(changes);
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const anna = await meeting.enter('Anna', { device: DEVICE, password: 'richtig-lang' });
  await vi.advanceTimersByTimeAsync(BRIEF_STAY_MS);
  return { ...meeting, chair, anna };
}

describe('an attempt to come back', () => {
  it('that media cannot serve changes nothing: the next one finds the same place, on whatever connection', async () => {
    const { rooms, mediaPlane, anna, comeBack } = await twoAtTheTable();
    anna.drop();
    mediaPlane.failing = true;
    await expect(comeBack(anna)).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
    mediaPlane.failing = false;
    const before = anna.id;
    await comeBack(anna);
    expect(anna.id).toBe(before);
    // The clock of the drop is not running any more.
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS);
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
    expect(anna.heard('room:left')).toEqual([]);
  });

  it('that fails leaves a connection that still stands in its right', async () => {
    const { mediaPlane, anna, comeBack } = await twoAtTheTable();
    mediaPlane.failing = true;
    await expect(comeBack(anna)).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
    expect(await anna.codeOf('hand:raise', {})).toBeNull();
  });

  it('whose answer is lost again and again leads back every time', async () => {
    const { anna, comeBack } = await twoAtTheTable();
    const { reply } = anna;
    for (let lost = 0; lost < 5; lost += 1) {
      anna.drop();
      await comeBack(anna, { as: reply });
    }
    expect(await anna.codeOf('hand:raise', {})).toBeNull();
  });

  it('after half a minute shows who is here by then: not who left meanwhile, and who entered', async () => {
    const { chair, anna, enter, comeBack } = await twoAtTheTable();
    const bert = await enter('Bert');
    anna.drop();
    await vi.advanceTimersByTimeAsync(10_000);
    await bert.send('room:leave', {});
    await enter('Cem');
    await vi.advanceTimersByTimeAsync(20_000);
    await comeBack(anna);
    if (anna.reply.state !== 'joined') throw new Error(anna.reply.state);
    expect(anna.reply.participants.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Anna', 'Cem']);
    expect(chair.heard('participant:left').map(({ participantId }) => participantId)).toEqual([bert.id]);
  });

  it('by a secret whose successor was used is refused', async () => {
    const { anna, comeBack } = await twoAtTheTable();
    const { reply } = anna;
    anna.drop();
    await comeBack(anna);
    await anna.send('hand:raise', {});
    await expect(comeBack(anna, { as: reply })).rejects.toMatchObject({ code: 'RESUME_INVALID' });
  });

  it('keeps the transports only if they are still the ones that the client holds', async () => {
    const { rooms, mediaPlane, chair, anna, comeBack } = await twoAtTheTable();
    const { meeting } = chair.membership;
    anna.drop();
    await comeBack(anna, { keeps: true });
    expect(anna.reply).toMatchObject({ sessionKept: true });
    anna.drop();
    // Its worker dies while the client can hear of nothing.
    mediaPlane.lose(meeting.id);
    await vi.advanceTimersByTimeAsync(5_000);
    await comeBack(anna, { keeps: true });
    expect(anna.reply).toMatchObject({ sessionKept: false });
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
  });

  it.each([
    ['a page that was closed', { closes: true, askedAfterMs: RELOAD_WINDOW_MS - 1 }],
    ['a line that was cut', { closes: false, askedAfterMs: RESUME_WINDOW_MS - 1 }],
  ])('has the time that it takes, though the window of %s ends meanwhile', async (_what, { closes, askedAfterMs }) => {
    const { mediaPlane, anna, comeBack } = await twoAtTheTable();
    await anna.send('hand:raise', {});
    if (closes) await anna.send('stay:end', {});
    else anna.drop();
    await vi.advanceTimersByTimeAsync(askedAfterMs);
    const gate = Promise.withResolvers<void>();
    mediaPlane.gate = gate.promise;
    const { id } = anna;
    const back = comeBack(anna);
    await vi.advanceTimersByTimeAsync(6_000);
    gate.resolve();
    mediaPlane.gate = null;
    await back;
    expect(anna.id).toBe(id);
    expect(anna.reply).toMatchObject({ room: { hands: [id] } });
  });

  it('that fails as the window ends leaves the time for another, and then the place is free', async () => {
    const { rooms, mediaPlane, anna, comeBack } = await twoAtTheTable();
    for (const comes of [true, false]) {
      anna.drop();
      await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
      const gate = Promise.withResolvers<void>();
      mediaPlane.gate = gate.promise;
      const failing = expect(comeBack(anna)).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
      await vi.advanceTimersByTimeAsync(6_000);
      mediaPlane.failing = true;
      gate.resolve();
      await failing;
      Object.assign(mediaPlane, { failing: false, gate: null });
      if (comes) await comeBack(anna);
      else await vi.advanceTimersByTimeAsync(RELOAD_WINDOW_MS);
      expect(rooms.rooms).toMatchObject([{ participants: comes ? 2 : 1 }]);
    }
  });

  it('does not lose the place on the way to somebody who is new', async () => {
    const { mediaPlane, anna, enter, comeBack } = await twoAtTheTable({ maxParticipants: 2 });
    anna.drop();
    const gate = Promise.withResolvers<void>();
    mediaPlane.gate = gate.promise;
    const back = comeBack(anna);
    await expect(enter('Neu')).rejects.toMatchObject({ code: 'ROOM_FULL' });
    gate.resolve();
    await back;
    expect(await anna.codeOf('hand:raise', {})).toBeNull();
  });

  it('of two at once the newer one wins, and nothing of the older one reaches it', async () => {
    const { mediaPlane, anna, comeBack } = await twoAtTheTable();
    anna.drop();
    let open = () => {};
    mediaPlane.gate = new Promise((resolve) => (open = resolve));
    const older = comeBack(anna).catch((error: unknown) => error);
    const newer = comeBack(anna);
    open();
    mediaPlane.gate = null;
    await Promise.all([older, newer]);
    expect(await older).toMatchObject({ code: 'RESUME_INVALID' });
    expect(await anna.codeOf('hand:raise', {})).toBeNull();
  });
});

describe('whoever leaves', () => {
  it('is back for two minutes, as what they were, without password and lobby', async () => {
    const { chair, anna, comeBack } = await twoAtTheTable({ lobby: 'on', passwordHash: 'x' });
    const { participants } = await admitted(chair, anna);
    expect(participants).toBe(2);
    await chair.send('participant:set-role', { participantId: anna.id, role: 'observer' });
    await anna.send('room:leave', { mayReturn: true });
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
    await comeBack(anna);
    expect(anna.reply).toMatchObject({ state: 'joined', self: { role: 'observer' } });
  });

  it('is back also when the goodbye arrives after the return', async () => {
    const meeting = openMeeting();
    const anna = await meeting.enter('Anna');
    const goodbye = { ...anna.membership };
    await meeting.comeBack(anna);
    await expect(meeting.rooms.leave(goodbye, { mayReturn: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(meeting.rooms.rooms).toMatchObject([{ participants: 1 }]);
  });

  it('without saying that they may return does not return', async () => {
    const { anna, comeBack } = await twoAtTheTable();
    await anna.send('room:leave', {});
    await expect(comeBack(anna)).rejects.toMatchObject({ code: 'RESUME_INVALID' });
  });

  it('finds no way back after two minutes, nor after the meeting was ended', async () => {
    const late = await twoAtTheTable();
    await late.anna.send('room:leave', { mayReturn: true });
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS);
    await expect(late.comeBack(late.anna)).rejects.toMatchObject({ code: 'RESUME_INVALID' });
    const over = await twoAtTheTable();
    await over.anna.send('room:leave', { mayReturn: true });
    await over.chair.send('room:end', {});
    await expect(over.comeBack(over.anna)).rejects.toMatchObject({ code: 'RESUME_INVALID' });
  });

  it('as the last one finds their way back into a room that is open again', async () => {
    const { rooms, enter, comeBack } = openMeeting({ passwordHash: 'x' });
    const alone = await enter('Allein', { role: 'moderator' });
    await alone.send('room:leave', { mayReturn: true });
    expect(rooms.rooms).toEqual([]);
    await comeBack(alone);
    expect(alone.reply).toMatchObject({ state: 'joined', self: { role: 'moderator', isChairing: true } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stays hard muted by name when they return', async () => {
    const { chair, anna, comeBack } = await twoAtTheTable();
    await restrict(chair, anna);
    await anna.send('room:leave', { mayReturn: true });
    await comeBack(anna);
    const { reply } = anna;
    if (reply.state !== 'joined') throw new Error('not at the table');
    expect(reply.participants.find(({ id }) => id === anna.id)?.restricted.microphone).toBe(true);
  });
});

describe('whoever waits', () => {
  const ASKING = { passwordHash: 'x', lobby: 'without-password' } as const;

  it.each(['leaves and comes again', 'is cut off until the place is given up'])(
    'waits again when they %s, for the password as for a chair who has put them back',
    async (how) => {
      const meeting = openMeeting(ASKING);
      const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
      const stranger = await meeting.enter('Fremd');
      // Known by nothing but the way back.
      const anna = await meeting.enter('Anna', { password: 'richtig-lang' });
      await chair.send('participant:return-to-lobby', { participantId: anna.id });
      for (const waiting of [stranger, anna]) {
        if (how.startsWith('leaves')) await waiting.send('room:leave', { mayReturn: true });
        else waiting.drop();
      }
      await vi.advanceTimersByTimeAsync(40_000);
      for (const waiting of [stranger, anna]) {
        await meeting.comeBack(waiting);
        expect(waiting.reply.state).toBe('lobby');
      }
      expect(anna.membership.participant.isFromMarkedOrigin).toBe(false);
    },
  );

  it('for the host alone does not come to the table of a room that the host has locked', async () => {
    const meeting = openMeeting({ joinBeforeHost: false });
    const early = await meeting.enter('Früh');
    await early.send('room:leave', { mayReturn: true });
    const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
    await chair.send('room:lock', { locked: true });
    await expect(meeting.comeBack(early)).rejects.toMatchObject({ code: 'ROOM_LOCKED' });
  });

  it('comes back to a locked room to wait, and not to the table', async () => {
    const meeting = openMeeting(ASKING);
    const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
    const stranger = await meeting.enter('Fremd');
    await chair.send('room:lock', { locked: true });
    await stranger.send('room:leave', { mayReturn: true });
    await meeting.comeBack(stranger);
    expect(stranger.reply.state).toBe('lobby');
  });
});

it('one way back leads to one place, also for two who take it at the same time', async () => {
  const { rooms, enter, comeBack } = openMeeting();
  await enter('Vorsitz', { role: 'moderator' });
  const anna = await enter('Anna');
  const as = anna.reply;
  await anna.send('room:leave', { mayReturn: true });
  const both = await Promise.allSettled([comeBack(anna, { as }), comeBack(anna, { as })]);
  expect(both[1]?.status).toBe('fulfilled');
  expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
});

it('ways back are taken from nobody by those who come and go without end, in this room or another', async () => {
  const { anna, chair } = await twoAtTheTable();
  const { participant, meeting } = anna.membership;
  for (const hog of [
    { id: meeting.id, origins: ['elsewhere'] },
    { id: 'other-room', origins: participant.origins },
  ]) {
    const waysBack = new WaysBack();
    waysBack.keep(meeting, participant, Date.now());
    for (let time = 0; time < 6_000; time += 1) {
      const one = new Participant({ displayName: 'Flut', invite: null, connection: LINE, state: participant.state });
      one.origins = hog.origins;
      one.resumeHashes = [`hash-${time}`];
      waysBack.keep({ id: hog.id }, one, Date.now());
    }
    expect(waysBack.find(meeting.id, participant.resumeHashes[0] ?? '')).toBeDefined();
    expect(waysBack.find(hog.id, 'hash-0')).toBeUndefined();
    expect(waysBack.find(hog.id, 'hash-5999')).toBeDefined();
  }
  expect(chair.heard('room:left')).toEqual([]);
});

describe('the same browser, which opens the link once more,', () => {
  it('comes to its place in a room that was locked meanwhile, and while the server drains', async () => {
    const { rooms, chair, enter } = await twoAtTheTable();
    await chair.send('room:lock', { locked: true });
    expect((await enter('Anna', { device: DEVICE })).reply.state).toBe('joined');
    rooms.drain();
    expect((await enter('Anna', { device: DEVICE })).reply.state).toBe('joined');
    await expect(enter('Neu', { device: OTHER_DEVICE })).rejects.toMatchObject({ code: 'SERVER_DRAINING' });
  });

  it('waits again in a locked room where it waited', async () => {
    const { rooms, chair, enter } = await twoAtTheTable({ lobby: 'on' });
    await chair.send('room:lock', { locked: true });
    expect((await enter('Anna', { device: DEVICE })).reply.state).toBe('lobby');
    expect(rooms.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
    await expect(enter('Neu', { device: OTHER_DEVICE })).rejects.toMatchObject({ code: 'ROOM_LOCKED' });
  });

  it('sits though the host, whom newcomers wait for, has gone', async () => {
    const { chair, enter } = await twoAtTheTable({ joinBeforeHost: false });
    await chair.send('room:leave', {});
    expect((await enter('Anna', { device: DEVICE })).reply.state).toBe('joined');
    expect((await enter('Neu', { device: OTHER_DEVICE })).reply.state).toBe('lobby');
  });

  it('chairs on by the plain link, for as long as its own link was not revoked', async () => {
    const { rooms, revoked, enter } = openMeeting();
    const chair = await enter('Vorsitz', { role: 'moderator', device: DEVICE });
    await enter('Bert');
    const again = await enter('Vorsitz', { device: DEVICE });
    expect(again.reply).toMatchObject({ self: { role: 'moderator' } });
    expect(again.membership.participant.isChairing).toBe(true);
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
    revoked.add(chair.membership.participant.invite?.inviteId ?? '');
    expect((await enter('Vorsitz', { device: DEVICE })).reply).toMatchObject({ self: { role: 'participant' } });
  });

  it.each(['opens it once more', 'leaves first'])(
    'stays what the chair has made of it, and what is switched off stays off, when it %s',
    async (how) => {
      const { chair, anna, enter, inviteFor } = await twoAtTheTable();
      await restrict(chair, anna);
      await chair.send('participant:set-role', { participantId: anna.id, role: 'observer' });
      if (how === 'leaves first') await anna.send('room:leave', {});
      for (const more of [{}, { invite: inviteFor('deputy') }]) {
        const again = await enter('Anna', { device: DEVICE, ...more });
        expect(again.reply).toMatchObject({ self: { role: 'observer' } });
        expect(again.membership.participant.restricted.microphone).toBe(true);
      }
    },
  );
});

describe('a page that is closed', () => {
  it('keeps the place for a reload, then frees it, and the way back stays open for two minutes', async () => {
    const { rooms, anna, comeBack } = await twoAtTheTable();
    await anna.send('stay:end', {});
    await vi.advanceTimersByTimeAsync(RELOAD_WINDOW_MS - 1);
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
    await vi.advanceTimersByTimeAsync(1);
    expect(rooms.rooms).toMatchObject([{ participants: 1 }]);
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - RELOAD_WINDOW_MS - 1);
    await comeBack(anna);
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
  });

  it('gives its place to the same browser at once, with hand, floor and hard mute, and without standing there twice', async () => {
    const { rooms, chair, anna, enter } = await twoAtTheTable({ maxParticipants: 2 });
    await anna.send('hand:raise', {});
    await restrict(chair, anna);
    anna.drop();
    const again = await enter('Anna', { device: DEVICE });
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
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
    expect(rooms.rooms).toMatchObject([{ participants: 4 }]);
  });

  it('is not in the lobby twice either, and what was written stays with them', async () => {
    const { rooms, chair, enter } = await twoAtTheTable({ lobby: 'on', lobbyReplies: true });
    const first = await enter('Cem', { device: OTHER_DEVICE });
    await first.send('lobby:reply', { text: 'Ich bin es.' });
    first.drop();
    const again = await enter('Cem', { device: OTHER_DEVICE });
    expect(rooms.rooms).toMatchObject([{ lobby: 2 }]);
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
    expect(rooms.rooms).toMatchObject([{ participants: 1 }]);
    await comeBack(brief);
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
  });

  it('are given to who is here when the room is full, and not before', async () => {
    const { rooms, chair, anna, enter } = await twoAtTheTable({ maxParticipants: 3 });
    anna.drop();
    const cem = await enter('Cem');
    expect(rooms.people(chair.membership.meeting.id).map(({ displayName }) => displayName)).toContain('Anna');
    const dora = await enter('Dora');
    expect(rooms.people(chair.membership.meeting.id).map(({ displayName }) => displayName)).toEqual([
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
    expect(rooms.people(chair.membership.meeting.id).map(({ displayName }) => displayName)).toContain('Vorsitz');
  });

  it('are few of one address for who was there for seconds, so that a flood leaves room', async () => {
    const { rooms, enter } = openMeeting({ maxParticipants: 100 });
    await enter('Vorsitz', { role: 'moderator' });
    for (let count = 0; count < 60; count += 1) (await enter(`Gast ${count}`)).drop();
    expect(rooms.rooms[0]?.participants).toBeLessThanOrEqual(11);
    const waiting = openMeeting({ lobby: 'on' });
    await waiting.enter('Vorsitz', { role: 'moderator' });
    for (let count = 0; count < 60; count += 1) (await waiting.enter(`Gast ${count}`)).drop();
    expect(waiting.rooms.rooms[0]?.lobby).toBeLessThanOrEqual(10);
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
    expect(people[0]?.membership.meeting.view().hands).toEqual(ids);
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
    expect(rooms.rooms).toMatchObject([{ participants: 2 }]);
  });
});

describe('a server that goes away', () => {
  it('tells everyone once, and puts nobody out', async () => {
    const { rooms, chair, anna, enter } = await twoAtTheTable({ lobby: 'without-password', passwordHash: 'x' });
    const waiting = await enter('Wartet');
    rooms.close();
    for (const person of [chair, anna, waiting]) {
      expect(person.heard('server:closing')).toHaveLength(1);
      expect(person.heard('room:left')).toEqual([]);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows everyone how long it is until then, whoever sets its clock meanwhile, also who comes back', async () => {
    const { rooms, chair, anna, enter, comeBack } = await twoAtTheTable({
      lobby: 'without-password',
      passwordHash: 'x',
    });
    const waiting = await enter('Wartet');
    anna.drop();
    rooms.drain({ withinMs: 30_000 });
    expect(chair.heard('room:updated').at(-1)).toEqual({ restartsInMs: 30_000 });
    expect(waiting.heard('lobby:updated')).toEqual([expect.objectContaining({ restartsInMs: 30_000 })]);
    await vi.advanceTimersByTimeAsync(10_000);
    vi.setSystemTime(Date.now() - 3_600_000);
    await comeBack(anna);
    expect(anna.reply).toMatchObject({ state: 'joined', room: { restartsInMs: 20_000 } });
    await chair.send('room:lock', { locked: true });
    expect(chair.heard('room:updated').at(-1)).toEqual({ locked: true });
  });

  it('is announced also to who was just coming in', async () => {
    const { rooms, enter } = openMeeting();
    const coming = enter('Anna');
    rooms.drain({ withinMs: 30_000 });
    expect((await coming).reply).toMatchObject({ room: { restartsInMs: 30_000 } });
  });

  it('that drains lets back in who was in, and nobody new', async () => {
    const { rooms, anna, enter, comeBack } = await twoAtTheTable();
    rooms.drain();
    anna.drop();
    await comeBack(anna);
    await expect(enter('Neu')).rejects.toMatchObject({ code: 'SERVER_DRAINING' });
  });
});

type Attendee = Awaited<ReturnType<ReturnType<typeof openMeeting>['enter']>>;

async function admitted(chair: Attendee, waiting: Attendee) {
  if (waiting.reply.state === 'lobby') await chair.send('lobby:admit', { participantIds: [waiting.id] });
  await vi.advanceTimersByTimeAsync(BRIEF_STAY_MS);
  return { participants: chair.membership.meeting.seated.length };
}

function restrict(chair: Attendee, target: Attendee) {
  return chair.send('participant:restrict', { participantId: target.id, microphone: true, camera: false });
}
