import { afterEach, expect, test, vi } from 'vitest';
import { Publisher, type SendingStates } from '../../../../web/src/call/media/publisher.ts';
import { RequestError } from '../../../../web/src/session/signaling.ts';
import { aTrack, FakeLink, FakeLocal, settled } from '../../fakes.ts';

function aPublisher() {
  const local = new FakeLocal();
  const link = new FakeLink();
  const told: SendingStates[] = [];
  const failures: unknown[] = [];
  const entered: string[] = [];
  const missed: string[] = [];
  const publisher = new Publisher({
    local,
    changed: (sending) => told.push(sending),
    failed: (source, failure) => failures.push({ source, ...failure }),
    heldBack: (source) => entered.push(source),
    switchedOff: (source) => missed.push(source),
  });
  return { local, link, told, failures, entered, missed, publisher };
}

afterEach(() => vi.useRealTimers());

test('what is wanted is published when there is a link, and is on its way until then', async () => {
  const { local, link, told, publisher } = aPublisher();
  local.set('camera', { wanted: true, track: aTrack() });
  expect(told.at(-1)?.camera).toBe('pending');
  publisher.use(link);
  await settled();
  expect(link.calls).toEqual(['publish camera']);
  expect(told.at(-1)?.camera).toBe('live');
});

test('a source switched off and on again pauses and resumes the same producer', async () => {
  const { local, link, publisher } = aPublisher();
  const track = aTrack();
  local.set('microphone', { wanted: true, track });
  publisher.use(link);
  await settled();
  local.set('microphone', { wanted: false, track });
  await settled();
  local.set('microphone', { wanted: true, track });
  await settled();
  expect(link.calls).toEqual(['publish microphone', 'pause microphone', 'resume microphone']);
});

test('another device replaces the track', async () => {
  const { local, link, publisher } = aPublisher();
  local.set('camera', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  local.set('camera', { wanted: true, track: aTrack() });
  await settled();
  expect(link.calls).toEqual(['publish camera', 'replace camera']);
});

test('a camera with a picture of another size is published anew, so that its streams and layers are made for it', async () => {
  const { local, link, publisher } = aPublisher();
  local.set('camera', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  const other = aTrack();
  link.otherSizes.add(other);
  local.set('camera', { wanted: true, track: other });
  await settled();
  expect(link.calls).toEqual(['publish camera', 'publish camera']);
});

test('one that could not be made in the place of another is off, told once, and begins anew', async () => {
  const { local, link, failures, publisher } = aPublisher();
  local.set('camera', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  const other = aTrack();
  link.otherSizes.add(other);
  link.failNext = new RequestError({ code: 'MEDIA_UNAVAILABLE' });
  local.set('camera', { wanted: true, track: other });
  await settled();
  expect(failures).toEqual([{ source: 'camera', code: 'MEDIA_UNAVAILABLE' }]);
  local.set('camera', { wanted: true, track: other });
  await settled();
  expect(link.calls).toEqual(['publish camera', 'publish camera', 'unpublish camera', 'publish camera']);
});

test('a picture that becomes another size by what is made of it here is published anew, once', async () => {
  const { local, link, publisher } = aPublisher();
  const track = aTrack();
  local.set('camera', { wanted: true, track });
  publisher.use(link);
  await settled();
  link.otherSizes.add(track);
  publisher.reconcile();
  await settled();
  expect(link.calls).toEqual(['publish camera', 'publish camera']);
});

test('one that is off meanwhile, and comes back with a picture of another size, is on', async () => {
  const { local, link, told, publisher } = aPublisher();
  const track = aTrack();
  local.set('camera', { wanted: true, track });
  publisher.use(link);
  await settled();
  local.set('camera', { wanted: false, track });
  await settled();
  const other = aTrack();
  link.otherSizes.add(other);
  local.set('camera', { wanted: true, track: other });
  await settled();
  expect(link.calls).toEqual(['publish camera', 'pause camera', 'unpublish camera', 'publish camera']);
  expect(told.at(-1)?.camera).toBe('live');
});

test('changes while a step is under way end in what is wanted last', async () => {
  const { local, link, told, publisher } = aPublisher();
  const track = aTrack();
  let open = (): void => {};
  link.gate = new Promise((resolve) => (open = resolve));
  local.set('microphone', { wanted: true, track });
  publisher.use(link);
  await settled();
  local.set('microphone', { wanted: false, track });
  local.set('microphone', { wanted: true, track });
  local.set('microphone', { wanted: false, track });
  open();
  await settled();
  expect(link.calls).toEqual(['publish microphone', 'pause microphone']);
  expect(told.at(-1)?.microphone).toBe('off');
});

test('one’s own screen is published anew to be shown again, once, and only while it is shared', async () => {
  const { local, link, publisher } = aPublisher();
  const track = aTrack();
  publisher.use(link);
  publisher.showScreenAgain();
  await settled();
  local.set('screen', { wanted: true, track });
  await settled();
  publisher.showScreenAgain();
  await settled();
  publisher.reconcile();
  await settled();
  expect(link.calls).toEqual(['publish screen', 'publish screen in front']);
});

test('a screen that somebody cannot decode any more is published in its own place, and nothing else is', async () => {
  const { local, link, publisher } = aPublisher();
  for (const source of ['camera', 'screen', 'screenAudio'] as const)
    local.set(source, { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  link.calls.length = 0;
  link.unreadable.add('screen');
  publisher.reconcile();
  await settled();
  expect(link.calls).toEqual(['publish screen']);
});

test('a shared screen is withdrawn, not paused', async () => {
  const { local, link, publisher } = aPublisher();
  local.set('screen', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  local.set('screen', { wanted: false, track: null });
  await settled();
  expect(link.calls).toEqual(['publish screen', 'unpublish screen']);
});

test('in a room that mutes on entry the microphone ends off, and the person is told once', async () => {
  const { local, link, told, entered, publisher } = aPublisher();
  link.pausedOnEntry = true;
  local.set('microphone', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  expect(local.switchedOff).toEqual(['microphone']);
  expect(entered).toHaveLength(1);
  expect(told.at(-1)?.microphone).toBe('off');
});

test('in such a room whoever came in with the microphone off and switches it on is heard at once', async () => {
  const { local, link, told, entered, publisher } = aPublisher();
  link.pausedOnEntry = true;
  publisher.use(link);
  await settled();
  local.set('microphone', { wanted: true, track: aTrack() });
  await settled();
  expect(local.switchedOff).toEqual([]);
  expect(entered).toHaveLength(0);
  expect(told.at(-1)?.microphone).toBe('live');
});

test('without a connection the wish stands and is tried again', async () => {
  const { local, link, failures, told, publisher } = aPublisher();
  link.failNext = new RequestError({ code: 'OFFLINE' });
  local.set('camera', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  expect(failures).toEqual([]);
  expect(told.at(-1)?.camera).toBe('pending');
  publisher.reconcile();
  await settled();
  expect(told.at(-1)?.camera).toBe('live');
});

test('a refusal switches the source off and says why', async () => {
  const { local, link, failures, publisher } = aPublisher();
  link.failNext = new RequestError({ code: 'NOT_ALLOWED' });
  local.set('screen', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  expect(failures).toEqual([{ source: 'screen', code: 'NOT_ALLOWED' }]);
  expect(local.switchedOff).toEqual(['screen']);
});

test('a camera that hard mute holds back on entering ends off, and the person is told', async () => {
  const { local, link, told, entered, failures, publisher } = aPublisher();
  link.pausedOnEntry = true;
  local.set('camera', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  expect(local.switchedOff).toEqual(['camera']);
  expect(entered).toEqual(['camera']);
  expect(failures).toEqual([]);
  expect(told.at(-1)?.camera).toBe('off');
});

test('a screen that the chair has ended is not asked about again, and can be shared anew', async () => {
  const { local, link, failures, publisher } = aPublisher();
  local.set('screen', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  publisher.switchedOffByChair('own-screen');
  await settled();
  expect(link.calls).toEqual(['publish screen', 'closed screen', 'closed screenAudio']);
  local.set('screen', { wanted: true, track: aTrack() });
  await settled();
  expect(link.calls.at(-1)).toBe('publish screen');
  expect(failures).toEqual([]);
});

test('whoever becomes an observer sends nothing more, and asks the server for nothing', async () => {
  const { local, link, failures, publisher } = aPublisher();
  local.set('camera', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  publisher.silence();
  await settled();
  expect(link.sent.size).toBe(0);
  expect(link.calls).not.toContain('pause camera');
  expect(local.switchedOff).toEqual(['camera']);
  expect(failures).toEqual([]);
});

test('a screen whose sound the room holds is shared on, and nothing is said of it', async () => {
  const { local, link, failures, entered, publisher } = aPublisher();
  link.pausedOnEntry = true;
  local.set('screenAudio', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  expect(link.calls).toEqual(['publish screenAudio']);
  expect(local.local('screenAudio').wanted).toBe(true);
  expect([...failures, ...entered]).toEqual([]);
});

test('who switches faster than the room’s pace is heard in the end as they wanted last, without a word', async () => {
  vi.useFakeTimers();
  const { local, link, told, failures, publisher } = aPublisher();
  const track = aTrack();
  local.set('microphone', { wanted: true, track });
  publisher.use(link);
  await vi.advanceTimersByTimeAsync(0);
  link.failNext = new RequestError({ code: 'RATE_LIMITED', retryAfterMs: 400 });
  local.set('microphone', { wanted: false, track });
  await vi.advanceTimersByTimeAsync(0);
  expect([link.sent.get('microphone')?.paused, told.at(-1)?.microphone]).toEqual([false, 'pending']);
  await vi.advanceTimersByTimeAsync(600);
  expect([link.sent.get('microphone')?.paused, told.at(-1)?.microphone]).toEqual([true, 'off']);
  link.failNext = new RequestError({ code: 'RATE_LIMITED', retryAfterMs: 400 });
  local.set('microphone', { wanted: true, track });
  publisher.close();
  await vi.advanceTimersByTimeAsync(0);
  expect([failures, vi.getTimerCount()]).toEqual([[], 0]);
});

test('what got no answer while the connection stands is tried again, until it is closed', async () => {
  vi.useFakeTimers();
  const { local, link, told, failures, publisher } = aPublisher();
  local.set('microphone', { wanted: true, track: aTrack() });
  link.failNext = new RequestError({ code: 'NO_ANSWER' });
  publisher.use(link);
  await vi.advanceTimersToNextTimerAsync();
  expect(link.calls).toEqual(['publish microphone', 'publish microphone']);
  expect([failures, told.at(-1)?.microphone]).toEqual([[], 'live']);
  link.failNext = new RequestError({ code: 'NO_ANSWER' });
  local.set('microphone', { wanted: false, track: aTrack() });
  await vi.advanceTimersByTimeAsync(0);
  publisher.close();
  expect(vi.getTimerCount()).toBe(0);
});

test.each(['microphone', 'screen'] as const)(
  'a %s that the chair ends before its answer is there stays off',
  async (source) => {
    const { local, link, failures, publisher } = aPublisher();
    let answer = (): void => {};
    link.gate = new Promise((resolve) => (answer = resolve));
    local.set(source, { wanted: true, track: aTrack() });
    publisher.use(link);
    await settled();
    publisher.switchedOffByChair(`own-${source}`);
    answer();
    await settled();
    expect(local.switchedOff).toEqual([source]);
    expect(link.published(source)?.paused ?? 'closed').toBe(source === 'screen' ? 'closed' : true);
    expect([link.calls.filter((call) => !call.startsWith('closed')), failures]).toEqual([[`publish ${source}`], []]);
  },
);

test('what is asked of the next link while a step over the last one fails is done all the same', async () => {
  const { local, link, told, failures, publisher } = aPublisher();
  let lose = (): void => {};
  link.gate = new Promise((_, reject) => (lose = () => reject(new RequestError({ code: 'OFFLINE' }))));
  local.set('camera', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  const next = new FakeLink();
  publisher.use(null);
  publisher.use(next);
  lose();
  await settled();
  expect([next.calls, told.at(-1)?.camera, failures]).toEqual([['publish camera'], 'live', []]);
});

test('a failed change of a live source switches it off at the server too', async () => {
  const { local, link, publisher } = aPublisher();
  local.set('microphone', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  link.failNext = new RequestError({ code: 'INTERNAL' });
  local.set('microphone', { wanted: true, track: aTrack() });
  await settled();
  expect(local.switchedOff).toEqual(['microphone']);
  expect(link.calls).toEqual(['publish microphone', 'replace microphone', 'pause microphone']);
});

test('what the server says of one’s own holds against its answers: silent is shown as silent, heard is never shown as off', async () => {
  const { local, link, told, missed, publisher } = aPublisher();
  const own = (paused: boolean) => [{ id: 'own-microphone', order: 1, source: 'microphone', paused } as const];
  const track = aTrack();
  local.set('microphone', { wanted: true, track });
  publisher.use(link);
  publisher.setOwn(own(true));
  await settled();
  expect([local.switchedOff, told.at(-1)?.microphone]).toEqual([['microphone'], 'off']);
  publisher.setOwn(own(false));
  await settled();
  expect(link.calls).toEqual(['publish microphone', 'pause microphone']);
  // The event has told it.
  expect(missed).toEqual([]);
});

test('what the chair has ended while one was away is off, unless it is known already', async () => {
  const { local, link, missed, publisher } = aPublisher();
  for (const source of ['microphone', 'camera', 'screen'] as const)
    local.set(source, { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  local.set('camera', { wanted: false, track: aTrack() });
  await settled();
  publisher.use(null);
  publisher.setOwn([
    { id: 'own-microphone', order: 1, source: 'microphone', paused: true },
    { id: 'own-camera', order: 2, source: 'camera', paused: true },
  ]);
  publisher.use(link);
  await settled();
  expect(local.switchedOff).toEqual(['microphone', 'screen']);
  expect(missed).toEqual(['microphone', 'screen']);
  expect(link.calls.filter((call) => call.startsWith('resume'))).toEqual([]);
});

test('what the system holds back is off for the others too, and on again by itself', async () => {
  const { local, link, told, publisher } = aPublisher();
  const track = aTrack();
  local.set('microphone', { wanted: true, track, isHeld: false });
  publisher.use(link);
  await settled();
  local.set('microphone', { wanted: true, track, isHeld: true });
  await settled();
  expect(told.at(-1)?.microphone).toBe('off');
  local.set('microphone', { wanted: true, track, isHeld: false });
  await settled();
  expect(link.calls).toEqual(['publish microphone', 'interrupt microphone', 'resume microphone']);
  expect(told.at(-1)?.microphone).toBe('live');
  // Switched off during the telephone call: from then on it is off, and interrupted no more.
  local.set('microphone', { wanted: true, track, isHeld: true });
  await settled();
  local.set('microphone', { wanted: false, track, isHeld: true });
  await settled();
  expect(link.calls.slice(3)).toEqual(['interrupt microphone', 'pause microphone']);
});

test('a camera that the way up does not bear is off for the others, stays wanted, and comes back by itself', async () => {
  const { local, link, told, failures, publisher } = aPublisher();
  local.set('camera', { wanted: true, track: aTrack() });
  local.set('microphone', { wanted: true, track: aTrack() });
  publisher.use(link);
  await settled();
  link.calls.length = 0;
  publisher.holdCamera(true);
  await settled();
  expect(told.at(-1)).toMatchObject({ camera: 'off', microphone: 'live' });
  publisher.holdCamera(false);
  await settled();
  expect(told.at(-1)?.camera).toBe('live');
  expect(link.calls).toEqual(['pause camera', 'resume camera']);
  expect([local.switchedOff, failures]).toEqual([[], []]);
});

test('a camera that is switched on while the way up bears none is made, and waits', async () => {
  const { local, link, publisher } = aPublisher();
  publisher.use(link);
  publisher.holdCamera(true);
  local.set('camera', { wanted: true, track: aTrack() });
  await settled();
  expect(link.published('camera')?.paused).toBe(true);
});
