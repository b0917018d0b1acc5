import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Subscriber } from '../../../../web/src/call/media/subscriber.ts';
import { aParticipant, FakeLink, settled } from '../../fakes.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const SETTLE_MS = 50;

function aSubscriber() {
  const subscriber = new Subscriber({ estimateTile: () => ({ width: 300, height: 200 }) });
  const link = new FakeLink();
  subscriber.setParticipants(
    [
      aParticipant('self', { camera: 'live', microphone: 'live' }),
      aParticipant('anna', { camera: 'live', microphone: 'paused' }),
      aParticipant('bert', { camera: 'paused', screen: 'live', screenAudio: 'live' }),
    ],
    'self',
  );
  return { subscriber, link };
}

const ids = (link: FakeLink) => link.views.at(-1)?.map(({ producerId }) => producerId);

test('the first view goes out at once, with every sound and an estimate for each live picture but one’s own', async () => {
  const { subscriber, link } = aSubscriber();
  subscriber.use(link);
  await settled();
  expect(link.views).toEqual([
    [
      { producerId: 'anna-microphone' },
      { producerId: 'bert-screenAudio' },
      { producerId: 'anna-camera', width: 300, height: 200 },
      { producerId: 'bert-screen', width: 300, height: 200 },
    ],
  ]);
});

test('tiles that appear together make one command, in whole device pixels', async () => {
  const { subscriber, link } = aSubscriber();
  subscriber.use(link);
  await settled();
  subscriber.show('anna-camera', { width: 640.4, height: 359.6 });
  subscriber.show('bert-screen', { width: 1280, height: 720 });
  await settled();
  expect(link.views).toHaveLength(1);
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(link.views).toHaveLength(2);
  expect(link.views[1]).toContainEqual({ producerId: 'anna-camera', width: 640, height: 360 });
});

test('a device that does not keep up asks for smaller faces, then for the largest few and whoever speaks; screens and hands stay, and the rest is told', async () => {
  const told: string[][] = [];
  const subscriber = new Subscriber({
    estimateTile: () => ({ width: 300, height: 200 }),
    rests: (resting) => told.push([...resting]),
  });
  const link = new FakeLink();
  const people = ['a', 'b', 'c', 'd', 'e', 'f', 'signer'].map((id) => aParticipant(id, { camera: 'live' }));
  subscriber.setParticipants([...people, aParticipant('g', { screen: 'live' })], 'self');
  subscriber.setSigning(['signer']);
  for (const { id } of people) subscriber.show(`${id}-camera`, { width: id === 'f' ? 600 : 300, height: 200 });
  subscriber.show('g-screen', { width: 900, height: 600 });
  subscriber.use(link);
  const asked = async () => {
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    return link.views.at(-1)?.map(({ producerId, width }) => `${producerId} ${width}`);
  };
  await asked();
  subscriber.setRelief('small');
  expect(await asked()).toEqual([
    ...['a', 'b', 'c', 'd', 'e'].map((id) => `${id}-camera 150`),
    ...['f-camera 300', 'signer-camera 300', 'g-screen 900'],
  ]);
  expect(told).toEqual([]);
  subscriber.setRelief('few');
  expect(await asked()).toEqual([
    ...['a-camera 150', 'b-camera 150', 'c-camera 150', 'f-camera 300', 'signer-camera 300', 'g-screen 900'],
  ]);
  expect(told).toEqual([['d-camera', 'e-camera']]);
  // Whoever speaks is seen; once they are among the largest anyway, those are.
  subscriber.setSpeaker('e');
  expect(await asked()).toEqual([
    ...['a-camera 150', 'b-camera 150', 'e-camera 150', 'f-camera 300', 'signer-camera 300', 'g-screen 900'],
  ]);
  subscriber.setSpeaker('b');
  expect(await asked()).toContain('c-camera 150');
  subscriber.setRelief('none');
  expect(await asked()).toHaveLength(8);
  expect(told.at(-1)).toEqual([]);
});

test('what is scrolled out of sight is not asked for, its sound is', async () => {
  const { subscriber, link } = aSubscriber();
  subscriber.use(link);
  await settled();
  subscriber.show('anna-camera', { width: 640, height: 360 });
  subscriber.show('bert-screen', { width: 640, height: 360 });
  subscriber.hide('anna-camera');
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(ids(link)).toEqual(['anna-microphone', 'bert-screenAudio', 'bert-screen']);
});

test('a page in the background asks for sounds alone, and for pictures again when it comes back', async () => {
  const { subscriber, link } = aSubscriber();
  subscriber.use(link);
  await settled();
  subscriber.setPageHidden(true);
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(ids(link)).toEqual(['anna-microphone', 'bert-screenAudio']);
  subscriber.setPageHidden(false);
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(ids(link)).toHaveLength(4);
});

test('nothing is sent when nothing has changed', async () => {
  const { subscriber, link } = aSubscriber();
  subscriber.use(link);
  await settled();
  subscriber.hide('nobody');
  subscriber.setPageHidden(false);
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(link.views).toHaveLength(1);
});

test('one command at a time: what changes meanwhile follows when it is answered', async () => {
  const { subscriber, link } = aSubscriber();
  let open = (): void => {};
  link.gate = new Promise((resolve) => (open = resolve));
  subscriber.use(link);
  subscriber.setPageHidden(true);
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(link.calls).toEqual(['view']);
  open();
  await settled();
  expect(link.views).toHaveLength(2);
  expect(ids(link)).toEqual(['anna-microphone', 'bert-screenAudio']);
});

test('a failed view is tried again, and after closing nothing is', async () => {
  const { subscriber, link } = aSubscriber();
  link.failNext = new Error('no answer');
  subscriber.use(link);
  await settled();
  expect(link.views).toHaveLength(0);
  vi.advanceTimersByTime(1_000);
  await settled();
  expect(link.views).toHaveLength(1);
  subscriber.setPageHidden(true);
  subscriber.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a new link is told everything, though nothing has changed', async () => {
  const { subscriber, link } = aSubscriber();
  subscriber.use(link);
  await settled();
  const next = new FakeLink();
  subscriber.use(null);
  subscriber.use(next);
  await settled();
  expect(next.views).toEqual(link.views);
});

test('who wants sound only asks for nobody’s picture, from the first view on, and for a screen when they show it', async () => {
  const { subscriber, link } = aSubscriber();
  subscriber.setSoundOnly(true);
  subscriber.use(link);
  await settled();
  expect(ids(link)).toEqual(['anna-microphone', 'bert-screenAudio']);
  subscriber.show('bert-screen', { width: 1280, height: 720 });
  subscriber.show('anna-camera', { width: 640, height: 360 });
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(ids(link)).toEqual(['anna-microphone', 'bert-screenAudio', 'bert-screen']);
  subscriber.setSoundOnly(false);
  vi.advanceTimersByTime(SETTLE_MS);
  await settled();
  expect(ids(link)).toContain('anna-camera');
});
