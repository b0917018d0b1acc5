import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../../src/platform/errors.ts';
import { GATHER_MS } from '../../../src/rooms/meeting/telling/broadcast.ts';
import { type Attendee, type Meeting, openMeeting } from '../../helpers/meetings/open-meeting.ts';

const rtpParameters = { codecs: [{ mimeType: 'video/AV1', payloadType: 100, clockRate: 90_000 }] };

function decoded(meeting: Meeting, attendee: Attendee, codecs: readonly ('AV1' | 'VP9')[]): void {
  meeting.mediaPlane.sessionOf(attendee.id).listener.screenCodecsChanged(codecs);
}

/** As Bernd sees them, the first that was shared first. */
function screensFor(attendee: Attendee) {
  const views = new Map(attendee.heard('participant:updated').map((view) => [view.id, view]));
  return [...views.values()]
    .flatMap(({ displayName, producers }) => producers.map(({ order, paused }) => ({ displayName, order, paused })))
    .sort((one, other) => one.order - other.order);
}

test('what everybody there decodes is said to each by their own line, and not on one that they have left', async () => {
  const meeting = openMeeting();
  const anna = await meeting.enter('Anna');
  const { listener } = meeting.mediaPlane.sessionOf(anna.id);
  decoded(meeting, anna, ['AV1', 'VP9']);
  decoded(meeting, anna, []);
  expect(anna.heard('codecs:changed')).toEqual([{ codecs: ['AV1', 'VP9'] }, { codecs: [] }]);
  anna.drop();
  await meeting.comeBack(anna);
  listener.screenCodecsChanged(['VP9']);
  expect(anna.heard('codecs:changed')).toEqual([]);
});

test('a screen that is sent anew in another codec keeps its place among those that are shared', async () => {
  const meeting = openMeeting();
  const [anna, bernd, cleo] = [await meeting.enter('Anna'), await meeting.enter('Bernd'), await meeting.enter('Cleo')];
  for (const one of [anna, cleo]) await one.send('producer:create', { source: 'screen', rtpParameters });
  await anna.send('producer:create', { source: 'screen', rtpParameters });
  expect(screensFor(bernd).map(({ displayName }) => displayName)).toEqual(['Anna', 'Cleo']);

  // Brought to the front by one's own wish it comes after those that others have shared meanwhile.
  await anna.send('producer:create', { source: 'screen', rtpParameters, inFront: true });
  expect(screensFor(bernd).map(({ displayName }) => displayName)).toEqual(['Cleo', 'Anna']);
});

test('nobody is told of a moment without a screen while it is sent anew; that it could not be, they are', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  const quiet = () => vi.advanceTimersByTimeAsync(2 * GATHER_MS);
  const screens = () => bernd.heard('participant:updated').map(({ producers }) => producers.length);
  for (const inFront of [false, false, true]) {
    await quiet();
    await anna.send('producer:create', { source: 'screen', rtpParameters, inFront });
  }
  await quiet();
  expect(screens()).toEqual([1, 1, 1]);

  vi.spyOn(meeting.mediaPlane.sessionOf(anna.id), 'produce').mockRejectedValueOnce(new AppError('BAD_REQUEST'));
  expect(await anna.codeOf('producer:create', { source: 'screen', rtpParameters })).toBe('BAD_REQUEST');
  await quiet();
  expect(screens().at(-1)).toBe(0);
});

test('of whoever leaves while something is sent anew nothing more is told', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  await anna.send('producer:create', { source: 'screen', rtpParameters });
  const made = Promise.withResolvers<string>();
  vi.spyOn(meeting.mediaPlane.sessionOf(anna.id), 'produce').mockReturnValueOnce(made.promise);
  const code = anna.codeOf('producer:create', { source: 'screen', rtpParameters });
  await vi.advanceTimersByTimeAsync(2 * GATHER_MS);
  await anna.send('room:leave', {});
  await vi.advanceTimersByTimeAsync(2 * GATHER_MS);
  const before = bernd.heard('participant:updated').length;
  made.reject(new AppError('INVALID_STATE'));
  expect(await code).toBe('INVALID_STATE');
  await vi.advanceTimersByTimeAsync(2 * GATHER_MS);
  expect(bernd.heard('participant:updated')).toHaveLength(before);
});

test('whom the chair switches off while what they send is made anew stays off', async () => {
  const meeting = openMeeting();
  const [chair, anna] = [await meeting.enter('Vorsitz', { role: 'moderator' }), await meeting.enter('Anna')];
  for (const [source, stopped] of [
    ['microphone', 'microphone'],
    ['screen', 'screen'],
    ['screenAudio', 'screen'],
  ] as const) {
    await anna.send('producer:create', { source, rtpParameters });
    const session = meeting.mediaPlane.sessionOf(anna.id);
    const made = Promise.withResolvers<void>();
    const { produce } = session;
    const making = Promise.withResolvers<void>();
    vi.spyOn(session, 'produce').mockImplementationOnce(async (wanted) => {
      making.resolve();
      await made.promise;
      return produce.call(session, wanted);
    });
    const anew = anna.send('producer:create', { source, rtpParameters });
    await making.promise;
    await chair.send('participant:switch-off', { participantId: anna.id, source: stopped });
    made.resolve();
    const { producerId } = await anew;
    if (source === stopped) expect(anna.heard('participant:switched-off').at(-1)).toEqual({ producerId, source });
    const producers = chair.heard('participant:updated').at(-1)?.producers ?? [];
    expect(producers.filter((one) => one.source === source && !one.paused)).toEqual([]);
  }
});

test('whoever says something else again and again of what they decode is slowed, for all may hear of it', async () => {
  const meeting = openMeeting();
  const anna = await meeting.enter('Anna');
  const codes = await Promise.all(
    Array.from({ length: 40 }, () => anna.codeOf('session:start', { rtpCapabilities: { codecs: [] } })),
  );
  expect(codes).toContain('RATE_LIMITED');
  expect(codes.filter((code) => code === null).length).toBeGreaterThan(1);
});
