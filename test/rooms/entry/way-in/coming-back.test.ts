import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RELOAD_WINDOW_MS } from '../../../../src/rooms/entry/place/absence.ts';
import { RESUME_WINDOW_MS } from '../../../../src/rooms/meeting/participant/participant-state.ts';
import { openMeeting } from '../../../helpers/meetings/open-meeting.ts';
import { DEVICE, OTHER_DEVICE, restrict, twoAtTheTable } from '../two-at-the-table.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
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
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
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
      expect(rooms.live.rooms).toMatchObject([{ participants: comes ? 2 : 1 }]);
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

it('one way back leads to one place, also for two who take it at the same time', async () => {
  const { rooms, enter, comeBack } = openMeeting();
  await enter('Vorsitz', { role: 'moderator' });
  const anna = await enter('Anna');
  const as = anna.reply;
  await anna.send('room:leave', { mayReturn: true });
  const both = await Promise.allSettled([comeBack(anna, { as }), comeBack(anna, { as })]);
  expect(both[1]?.status).toBe('fulfilled');
  expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
});

describe('the same browser, which opens the link once more,', () => {
  it('comes to its place in a room that was locked meanwhile, and while the server drains', async () => {
    const { rooms, chair, enter } = await twoAtTheTable();
    await chair.send('room:lock', { locked: true });
    expect((await enter('Anna', { device: DEVICE })).reply.state).toBe('joined');
    rooms.draining.begin();
    expect((await enter('Anna', { device: DEVICE })).reply.state).toBe('joined');
    await expect(enter('Neu', { device: OTHER_DEVICE })).rejects.toMatchObject({ code: 'SERVER_DRAINING' });
  });

  it('waits again in a locked room where it waited', async () => {
    const { rooms, chair, enter } = await twoAtTheTable({ lobby: 'on' });
    await chair.send('room:lock', { locked: true });
    expect((await enter('Anna', { device: DEVICE })).reply.state).toBe('lobby');
    expect(rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
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
    expect(rooms.live.rooms).toMatchObject([{ participants: 2 }]);
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
        expect(again.membership.meeting.views.person(again.membership.participant).restricted.microphone).toBe(true);
      }
    },
  );
});
