import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SUCCESSION_DELAY_MS } from '../../../src/rooms/chair/chair-service.ts';
import { RESUME_WINDOW_MS } from '../../../src/rooms/meeting/participant/participant-state.ts';
import type { Attendee } from '../../helpers/meetings/open-meeting.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';

const RTP = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const chairs = ({ membership }: Attendee) => membership.participant.isChairing;

async function withDeputy() {
  const meeting = openMeeting();
  const moderator = await meeting.enter('Vorsitz', { role: 'moderator' });
  const deputy = await meeting.enter('Vertretung', { role: 'deputy' });
  const guest = await meeting.enter('Gast');
  return { meeting, moderator, deputy, guest };
}

describe('the chair', () => {
  it('is a moderator, and passes to nobody by their coming first', async () => {
    const meeting = openMeeting();
    const guest = await meeting.enter('Gast');
    const moderator = await meeting.enter('Vorsitz', { role: 'moderator' });
    expect([chairs(guest), chairs(moderator)]).toEqual([false, true]);
    await moderator.send('room:leave', {});
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS);
    expect(chairs(guest)).toBe(false);
    expect(await guest.codeOf('room:lock', { locked: true })).toBe('NOT_ALLOWED');
  });

  it('passes to the deputy when the moderator drops, and back on return; everyone is told both times', async () => {
    const { meeting, moderator, deputy, guest } = await withDeputy();
    expect(await deputy.codeOf('room:lock', { locked: true })).toBe('NOT_ALLOWED');
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    expect(guest.heard('chair:changed')).toEqual([{ participantIds: [deputy.id], cause: 'succession' }]);
    expect(await deputy.codeOf('room:lock', { locked: true })).toBeNull();

    await meeting.comeBack(moderator);
    expect(guest.heard('chair:changed').at(-1)).toEqual({ participantIds: [moderator.id], cause: 'return' });
    expect(await deputy.codeOf('room:lock', { locked: false })).toBe('NOT_ALLOWED');
    expect(await moderator.codeOf('room:lock', { locked: false })).toBeNull();
  });

  it('shows the deputy who stands in everybody who waits, and no longer after that', async () => {
    const meeting = openMeeting({ lobby: 'on' });
    const moderator = await meeting.enter('Vorsitz', { role: 'moderator' });
    const deputy = await meeting.enter('Vertretung', { role: 'deputy' });
    const waiting = await Promise.all(['Anna', 'Bernd', 'Carla'].map((name) => meeting.enter(name)));
    expect(deputy.heard('lobby:knocked')).toEqual([]);
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    const [update] = deputy.heard('self:updated');
    expect(update).toMatchObject({ role: 'deputy', isChairing: true });
    expect(update?.lobby.map(({ id }) => id)).toEqual(waiting.map(({ id }) => id));
    await meeting.comeBack(moderator);
    expect(deputy.heard('self:updated').at(-1)).toMatchObject({ isChairing: false, lobby: [] });
    expect('lobby' in moderator.reply && moderator.reply.lobby).toHaveLength(3);
  });

  it('does not pass while a page is only loaded again', async () => {
    const { meeting, moderator, deputy, guest } = await withDeputy();
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS - 1);
    await meeting.comeBack(moderator);
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS);
    expect(guest.heard('chair:changed')).toEqual([]);
    expect([chairs(moderator), chairs(deputy)]).toEqual([true, false]);
  });

  it('passes at once when the moderator leaves, and waits for nobody who never was there', async () => {
    const { moderator, deputy, guest } = await withDeputy();
    await moderator.send('room:leave', {});
    expect(chairs(deputy)).toBe(true);
    expect(guest.heard('chair:changed')).toHaveLength(1);
    const early = openMeeting();
    expect(chairs(await early.enter('Vertretung', { role: 'deputy' }))).toBe(true);
  });

  it('passes to the deputies in their order, not in that of their coming', async () => {
    const meeting = openMeeting();
    const [first, second] = [meeting.inviteFor('deputy'), meeting.inviteFor('deputy')];
    const moderator = await meeting.enter('Vorsitz', { role: 'moderator' });
    const later = await meeting.enter('Zweite', { invite: second });
    const earlier = await meeting.enter('Erste', { invite: first });
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    expect([chairs(earlier), chairs(later)]).toEqual([true, false]);
    earlier.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    expect([chairs(earlier), chairs(later)]).toEqual([false, true]);
    await meeting.comeBack(earlier);
    expect([chairs(earlier), chairs(later)]).toEqual([true, false]);
  });

  it('belongs to the place: a role outlives two minutes without a line, and not more', async () => {
    const { meeting, moderator } = await withDeputy();
    moderator.drop();
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
    await meeting.comeBack(moderator);
    expect(moderator.reply).toMatchObject({ self: { role: 'moderator', isChairing: true } });
  });

  it('stays with a moderator whose console works on when their own line has gone for good', async () => {
    const { meeting, moderator, deputy, guest } = await withDeputy();
    const desk = await meeting.openConsole(moderator);
    moderator.drop();
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS);
    expect(guest.heard('participant:left')).toContainEqual({ participantId: moderator.id });
    expect([chairs(desk), chairs(deputy)]).toEqual([true, false]);
    expect(await desk.codeOf('room:lock', { locked: true })).toBeNull();
    desk.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    expect([chairs(desk), chairs(deputy)]).toEqual([false, true]);
  });

  it('still is the chair of whoever comes back when nobody could stand in', async () => {
    const meeting = openMeeting();
    const moderator = await meeting.enter('Vorsitz', { role: 'moderator' });
    await meeting.enter('Gast');
    moderator.drop();
    await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS - 1);
    await meeting.comeBack(moderator);
    expect(await moderator.codeOf('room:lock', { locked: true })).toBeNull();
  });
});

describe('roles by hand', () => {
  it('a moderator appoints a deputy, who stands in after the invited ones', async () => {
    const { moderator, deputy, guest } = await withDeputy();
    await moderator.send('participant:set-role', { participantId: guest.id, role: 'deputy' });
    expect(guest.heard('self:updated').at(-1)).toMatchObject({ role: 'deputy', isChairing: false });
    // Who chairs has not changed by it.
    expect(deputy.heard('chair:changed')).toEqual([]);
    await deputy.send('room:leave', {});
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    expect(chairs(guest)).toBe(true);
  });

  it('nobody else gives roles, and a moderator loses theirs to nobody', async () => {
    const { meeting, moderator, deputy, guest } = await withDeputy();
    const other = await meeting.enter('Zweiter Vorsitz', { role: 'moderator' });
    const demote = { participantId: moderator.id, role: 'participant' } as const;
    for (const actor of [guest, deputy, other]) {
      expect(await actor.codeOf('participant:set-role', demote)).toBe('NOT_ALLOWED');
    }
    await other.send('room:leave', {});
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    const promote = { participantId: guest.id, role: 'moderator' } as const;
    expect(await deputy.codeOf('participant:set-role', promote)).toBe('NOT_ALLOWED');
  });

  it('who comes to chair is heard by their screen’s sound, that hard mute held until then', async () => {
    const { meeting, moderator, guest } = await withDeputy();
    await moderator.send('floor:restrict', { microphone: true });
    const { producerId } = await guest.send('producer:create', { source: 'screenAudio', rtpParameters: RTP });
    const sound = () => meeting.mediaPlane.sessionOf(guest.id).producers.get(producerId)?.paused;
    expect(sound()).toBe(true);
    await moderator.send('participant:set-role', { participantId: guest.id, role: 'moderator' });
    expect([chairs(guest), sound()]).toEqual([true, false]);
    expect(moderator.heard('participant:updated').at(-1)).toMatchObject({ producers: [{ paused: false }] });
  });

  it('who leads is said again when it has changed, and not when somebody else has another role', async () => {
    const { moderator, deputy, guest } = await withDeputy();
    await moderator.send('participant:set-role', { participantId: guest.id, role: 'observer' });
    expect(deputy.heard('chair:changed')).toEqual([]);
    await moderator.send('participant:set-role', { participantId: guest.id, role: 'moderator' });
    expect(deputy.heard('chair:changed')).toMatchObject([{ cause: 'appointment' }]);
    expect(deputy.heard('chair:changed')[0]?.participantIds).toContain(guest.id);
  });

  it('who is made an observer sends nothing any more, and cannot begin again', async () => {
    const { meeting, moderator, guest } = await withDeputy();
    await guest.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    await guest.send('hand:raise', {});
    await moderator.send('participant:set-role', { participantId: guest.id, role: 'observer' });
    expect(meeting.mediaPlane.sessionOf(guest.id).producers.size).toBe(0);
    expect(guest.heard('participant:updated').at(-1)).toMatchObject({ role: 'observer', producers: [] });
    expect(guest.membership.meeting.views.room().hands).toEqual([]);
    const again = { source: 'microphone', rtpParameters: RTP } as const;
    expect(await guest.codeOf('producer:create', again)).toBe('NOT_ALLOWED');
    expect(await guest.codeOf('media:view', { items: [] })).toBeNull();
  });

  it('a deputy who loses the role while standing in loses the chair and their console with it', async () => {
    const { meeting, moderator, deputy } = await withDeputy();
    moderator.drop();
    await vi.advanceTimersByTimeAsync(SUCCESSION_DELAY_MS);
    const desk = await meeting.openConsole(deputy);
    await meeting.comeBack(moderator);
    expect(await desk.codeOf('room:lock', { locked: true })).toBe('NOT_ALLOWED');
    await moderator.send('participant:set-role', { participantId: deputy.id, role: 'participant' });
    expect(desk.heard('room:left')).toEqual([{ reason: 'removed' }]);
    expect(await desk.codeOf('room:lock', { locked: true })).toBe('NOT_ALLOWED');
  });
});

it('no timer of a succession outlives the meeting', async () => {
  const { moderator, deputy, guest } = await withDeputy();
  moderator.drop();
  for (const attendee of [deputy, guest]) await attendee.send('room:leave', {});
  await vi.advanceTimersByTimeAsync(RESUME_WINDOW_MS);
  expect(vi.getTimerCount()).toBe(0);
});

it('a console that is cut off while its return waits for the disk is shown nothing any more', async () => {
  const { meeting, moderator } = await withDeputy();
  const desk = await meeting.openConsole(moderator);
  desk.drop();
  let answer = (): void => {};
  meeting.disk.answers = new Promise((resolve) => {
    answer = resolve;
  });
  const back = expect(meeting.comeBack(desk)).rejects.toMatchObject({ code: 'RESUME_INVALID' });
  await moderator.send('console:cut', { consoleId: desk.id });
  answer();
  await back;
});
