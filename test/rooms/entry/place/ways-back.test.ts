import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BRIEF_STAY_MS } from '../../../../src/rooms/entry/place/absence.ts';
import { WaysBack } from '../../../../src/rooms/entry/place/ways-back.ts';
import { Participant } from '../../../../src/rooms/meeting/participant/participant.ts';
import { RESUME_WINDOW_MS } from '../../../../src/rooms/meeting/participant/participant-state.ts';
import { type Attendee, openMeeting } from '../../../helpers/meetings/open-meeting.ts';
import { restrict, twoAtTheTable } from '../two-at-the-table.ts';

const LINE = { send() {}, sendToAll() {}, release() {} };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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
    await expect(meeting.rooms.stays.leave(goodbye, { mayReturn: true })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(meeting.rooms.live.rooms).toMatchObject([{ participants: 1 }]);
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
    expect(rooms.live.rooms).toEqual([]);
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

  it('stays hard muted also in a browser that says nothing of itself', async () => {
    const { chair, enter, comeBack } = await twoAtTheTable();
    const gast = await enter('Gast');
    await restrict(chair, gast);
    await gast.send('room:leave', { mayReturn: true });
    await comeBack(gast);
    const { meeting, participant } = gast.membership;
    expect(meeting.views.person(participant).restricted.microphone).toBe(true);
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

it('ways back are taken from nobody by those who come and go without end, in this room or another', async () => {
  const { anna, chair } = await twoAtTheTable();
  const { participant, meeting } = anna.membership;
  for (const hog of [
    { id: meeting.id, origins: ['elsewhere'] },
    { id: 'other-room', origins: participant.origins },
  ]) {
    const waysBack = new WaysBack({ secrets: { hash: (secret) => secret } });
    waysBack.keep(meeting, participant, performance.now());
    for (let time = 0; time < 6_000; time += 1) {
      const one = new Participant({ displayName: 'Flut', invite: null, connection: LINE, state: participant.state });
      one.origins = hog.origins;
      one.resumeSecrets.agreeOn(`hash-${time}`);
      waysBack.keep({ id: hog.id }, one, performance.now());
    }
    expect(waysBack.find(meeting.id, participant.resumeSecrets.hashes[0] ?? '')).toBeDefined();
    expect(waysBack.find(hog.id, 'hash-0')).toBeUndefined();
    expect(waysBack.find(hog.id, 'hash-5999')).toBeDefined();
  }
  expect(chair.heard('room:left')).toEqual([]);
});

async function admitted(chair: Attendee, waiting: Attendee) {
  if (waiting.reply.state === 'lobby') await chair.send('lobby:admit', { participantIds: [waiting.id] });
  await vi.advanceTimersByTimeAsync(BRIEF_STAY_MS);
  return { participants: chair.membership.meeting.people.seated.length };
}
