import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Attendee, type Meeting, openMeeting } from '../../helpers/meetings/open-meeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Nothing of them arrives at the media plane any more, or it does again. */
function cutMedia(meeting: Meeting, attendee: Attendee, isCut = true): void {
  meeting.mediaPlane.sessionOf(attendee.id).listener.lineChanged(isCut);
}

/** As the others were told last. */
function lineOf(watcher: Attendee, watched: Attendee): string | undefined {
  return watcher.heard('participant:updated').findLast(({ id }) => id === watched.id)?.line;
}

it('a cut line is told to everyone, oneself included, and once that it is back', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  for (const isCut of [true, true, false, false]) cutMedia(meeting, bernd, isCut);
  await vi.advanceTimersByTimeAsync(1_000);
  for (const one of [anna, bernd]) expect(lineOf(one, bernd)).toBe('good');
  expect(anna.heard('participant:updated').length).toBeLessThanOrEqual(2);
  cutMedia(meeting, bernd);
  await vi.advanceTimersByTimeAsync(1_000);
  for (const one of [anna, bernd]) expect(lineOf(one, bernd)).toBe('broken');
  expect(anna.heard('participant:updated').find(({ id }) => id === anna.id)).toBeUndefined();
});

it('who comes in meanwhile sees it as well', async () => {
  const meeting = openMeeting();
  const anna = await meeting.enter('Anna');
  cutMedia(meeting, anna);
  const bernd = await meeting.enter('Bernd');
  const { reply } = bernd;
  expect(reply.state === 'joined' && reply.participants.map(({ line }) => line)).toEqual(['broken', 'good']);
});

it('somebody whose signaling is gone has a broken line too, and a good one when they are back', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  bernd.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lineOf(anna, bernd)).toBe('broken');
  await meeting.comeBack(bernd);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lineOf(anna, bernd)).toBe('good');
});

it('what a session says that was replaced meanwhile counts no more', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  const { listener } = meeting.mediaPlane.sessionOf(bernd.id);
  cutMedia(meeting, bernd);
  bernd.drop();
  await meeting.comeBack(bernd);
  listener.lineChanged(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lineOf(anna, bernd)).toBe('good');
});

it('while there is no worker nobody’s pictures are taken for live', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  meeting.mediaPlane.failing = true;
  meeting.mediaPlane.lose(meeting.rooms.live.rooms[0]?.id ?? '');
  await vi.advanceTimersByTimeAsync(4_000);
  expect(lineOf(anna, bernd)).toBe('broken');
  meeting.mediaPlane.failing = false;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(lineOf(anna, bernd)).toBe('good');
});

it('whoever finds their own line cut is shown so to everyone, until they say that it is back', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  const { receive } = meeting.mediaPlane.sessionOf(bernd.id).options;
  await bernd.send('transport:report', { transportId: receive.id, isCut: true });
  await vi.advanceTimersByTimeAsync(1_000);
  for (const one of [anna, bernd]) expect(lineOf(one, bernd)).toBe('broken');
  expect(lineOf(bernd, anna)).not.toBe('broken');
  await bernd.send('transport:report', { transportId: receive.id, isCut: false });
  await vi.advanceTimersByTimeAsync(1_000);
  for (const one of [anna, bernd]) expect(lineOf(one, bernd)).toBe('good');
});

it('nobody can say of another that their line is cut, nor go on for ever with their own', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  const report = (transportId: string) => bernd.send('transport:report', { transportId, isCut: true });
  const annas = meeting.mediaPlane.sessionOf(anna.id).options.receive.id;
  await expect(report(annas)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lineOf(bernd, anna)).not.toBe('broken');
  const own = meeting.mediaPlane.sessionOf(bernd.id).options.receive.id;
  const replies = await Promise.allSettled(Array.from({ length: 12 }, () => report(own)));
  expect(replies.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'RATE_LIMITED' } });
});

/** As the others were told last. */
function uploadOf(watcher: Attendee, watched: Attendee): string | undefined {
  return watcher.heard('participant:updated').findLast(({ id }) => id === watched.id)?.upload;
}

it('whose way up bears no picture is shown so to everyone, each change once, and newcomers see it as well', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  for (const upload of ['weak', 'weak', 'held', 'held'] as const) {
    await bernd.send('upload:report', { upload });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(uploadOf(anna, bernd)).toBe('held');
  expect(uploadOf(bernd, bernd)).toBe('held');
  expect(anna.heard('participant:updated').filter(({ id }) => id === bernd.id)).toHaveLength(2);
  const carla = await meeting.enter('Carla');
  expect(carla.reply.state === 'joined' && carla.reply.participants.map(({ upload }) => upload)).toEqual([
    'good',
    'held',
    'good',
  ]);
});

it('a page that is loaded anew, a new worker and an observer have no weak way up of before', async () => {
  const meeting = openMeeting();
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const bernd = await meeting.enter('Bernd');
  await bernd.send('upload:report', { upload: 'held' });
  bernd.drop();
  await meeting.comeBack(bernd);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(uploadOf(chair, bernd)).toBe('good');
  await bernd.send('upload:report', { upload: 'held' });
  bernd.drop();
  await meeting.comeBack(bernd, { keeps: true });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(uploadOf(chair, bernd)).toBe('held');
  await chair.send('participant:set-role', { participantId: bernd.id, role: 'observer' });
  expect(uploadOf(chair, bernd)).toBe('good');
  expect(await bernd.codeOf('upload:report', { upload: 'weak' })).toBe('NOT_ALLOWED');
});

it('a camera that is off for want of a way up is switched off by the chair and by hard mute like one that is on', async () => {
  const meeting = openMeeting();
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const bernd = await meeting.enter('Bernd');
  const rtpParameters = { codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }] };
  const { producerId } = await bernd.send('producer:create', { source: 'camera', rtpParameters });
  await bernd.send('producer:pause', { producerId });
  await chair.send('floor:restrict', { camera: true });
  expect(bernd.heard('participant:switched-off')).toEqual([]);
  await chair.send('floor:restrict', { camera: false });
  await bernd.send('upload:report', { upload: 'held' });
  await chair.send('floor:restrict', { camera: true });
  await chair.send('participant:switch-off', { participantId: bernd.id, source: 'camera' });
  expect(bernd.heard('participant:switched-off')).toEqual([
    { producerId, source: 'camera' },
    { producerId, source: 'camera' },
  ]);
});
