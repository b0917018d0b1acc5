import { EventEmitter } from 'node:events';
import type { Consumer } from 'mediasoup/types';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ASK_AGAIN_MS, MAX_ASK_AGAIN_MS } from '../../../src/sfu/subscribing/first-frame.ts';
import { FIRST_LAYER_MS } from '../../../src/sfu/subscribing/lack.ts';
import type { LayerLadder } from '../../../src/sfu/subscribing/layers.ts';
import { Subscription } from '../../../src/sfu/subscribing/subscription.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A consumer without a worker, whose layers are what the test says. */
class FakeConsumer extends EventEmitter {
  readonly observer = new EventEmitter();
  readonly id = 'consumer';
  readonly rtpParameters: { readonly codecs: readonly { readonly mimeType: string }[] };
  readonly score = { score: 10, producerScore: 10, producerScores: [10, 10] };
  readonly type: 'simulcast' | 'simple';
  currentLayers: { spatialLayer: number } | undefined;
  closed = false;
  /** How often somebody has asked for it. */
  keyFrames = 0;
  #tells: readonly string[] = [];

  constructor(type: 'simulcast' | 'simple', mimeType: string) {
    super();
    this.type = type;
    this.rtpParameters = { codecs: [{ mimeType }] };
  }

  async enableTraceEvent(types: readonly string[]): Promise<void> {
    this.#tells = types;
  }

  async requestKeyFrame(): Promise<void> {
    this.keyFrames += 1;
  }

  /** Sends one on. */
  begins(): void {
    if (this.#tells.includes('keyframe')) this.emit('trace', { type: 'keyframe' });
  }

  async setPreferredLayers(): Promise<void> {}
  async setPriority(): Promise<void> {}
  async resume(): Promise<void> {}
  async pause(): Promise<void> {
    if (this.type === 'simulcast') this.gets(undefined);
  }

  gets(spatialLayer: number | undefined): void {
    this.currentLayers = spatialLayer === undefined ? undefined : { spatialLayer };
    this.emit('layerschange', this.currentLayers);
  }

  close(): void {
    this.closed = true;
    this.observer.emit('close');
  }
}

async function shown(
  type: 'simulcast' | 'simple' = 'simulcast',
  mimeType = 'video/VP8',
  ladder: LayerLadder | null = null,
) {
  const consumer = new FakeConsumer(type, mimeType);
  const publication = {
    producerId: 'camera',
    participantId: 'anna',
    source: 'camera' as const,
    kind: 'video' as const,
    ladder,
    isPaused: false,
    isMusic: false,
  };
  const told: (number | null)[] = [];
  const wanted: (number | null)[] = [];
  const subscription = new Subscription({
    consumer: consumer as unknown as Consumer,
    publication,
    showing: { tile: { width: 320, height: 180 }, isInCrowd: false, isSpeaking: false, signs: false },
    layers: ladder && { spatialLayer: 0, temporalLayer: 2 },
    isSuspended: false,
    isHeldByLink: false,
    isDrownedOut: false,
    changed: ({ spatialLayer }) => void told.push(spatialLayer),
    wants: (layer) => void wanted.push(layer),
    producerClosed: () => {},
  });
  onTestFinished(() => consumer.close());
  await subscription.start();
  return { consumer, publication, subscription, told, wanted };
}

it('a picture that never had a layer is told to be missing, and is so since it was asked for', async () => {
  const { consumer, subscription, told } = await shown();
  const begun = Date.now();
  vi.advanceTimersByTime(FIRST_LAYER_MS - 1);
  expect([told, subscription.missingSince]).toEqual([[], null]);
  vi.advanceTimersByTime(1);
  expect([told, subscription.missingSince]).toEqual([[null], begun]);
  consumer.gets(0);
  expect([told, subscription.missingSince]).toEqual([[null, 0], null]);
});

it('nothing is missing that is off, not shown, or whose sender went silent', async () => {
  const { consumer, publication, subscription, told } = await shown();
  publication.isPaused = true;
  expect(subscription.missingSince).toBeNull();
  publication.isPaused = false;
  await subscription.hide();
  vi.advanceTimersByTime(FIRST_LAYER_MS);
  expect([told, subscription.missingSince]).toEqual([[], null]);
  consumer.score.producerScores = [0, 0];
  await subscription.show({ tile: { width: 1, height: 1 }, isInCrowd: false, isSpeaking: false, signs: false });
  vi.advanceTimersByTime(FIRST_LAYER_MS);
  expect([told, subscription.missingSince]).toEqual([[], null]);
  consumer.score.producerScores = [10, 0];
  consumer.emit('score', consumer.score);
  vi.advanceTimersByTime(FIRST_LAYER_MS);
  expect(told).toEqual([null]);
});

it('a picture that its sender turns off before it had a layer is not told to be missing', async () => {
  const { publication, told } = await shown();
  publication.isPaused = true;
  vi.advanceTimersByTime(FIRST_LAYER_MS);
  expect(told).toEqual([]);
});

it('one without layers that was held back for the sake of the sound is told to be there again', async () => {
  const { subscription, told } = await shown('simple');
  await subscription.setHeldByLink(true);
  expect(subscription.missingSince).toBe(Date.now());
  await subscription.setHeldByLink(false);
  expect([told, subscription.missingSince]).toEqual([[null, 0], null]);
});

it('for a picture that does not begin a key frame is asked for until it does, and whenever it begins anew', async () => {
  const { consumer, subscription } = await shown();
  vi.advanceTimersByTime(3 * ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(2);
  vi.advanceTimersByTime(10 * MAX_ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(12);
  consumer.gets(1);
  vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(12);
  await subscription.setSuspended(true);
  vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(12);
  await subscription.setSuspended(false);
  vi.advanceTimersByTime(ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(13);
});

it('a key frame is asked for when its sender gives up the layer that is shown, until another is', async () => {
  const { consumer } = await shown();
  consumer.gets(1);
  consumer.score.producerScores = [10, 0];
  consumer.emit('score', consumer.score);
  vi.advanceTimersByTime(ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(1);
  consumer.gets(0);
  vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(1);
});

it('one is asked for of a picture without layers too, also when its sender or the way to its viewer is back', async () => {
  const { consumer, subscription } = await shown('simple');
  vi.advanceTimersByTime(ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(1);
  consumer.begins();
  vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(1);
  for (const beginsAnew of [() => void consumer.emit('producerresume'), () => subscription.wayLost()]) {
    const before = consumer.keyFrames;
    beginsAnew();
    vi.advanceTimersByTime(ASK_AGAIN_MS);
    expect(consumer.keyFrames).toBe(before + 1);
    consumer.begins();
    vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
    expect(consumer.keyFrames).toBe(before + 1);
  }
});

it('nobody is asked for a key frame who sends nothing, is not shown, or whose picture does without one to begin', async () => {
  const { consumer, publication, subscription } = await shown();
  publication.isPaused = true;
  vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
  publication.isPaused = false;
  consumer.score.producerScores = [0, 0];
  consumer.emit('score', consumer.score);
  vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
  await subscription.hide();
  vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
  expect(consumer.keyFrames).toBe(0);
  for (const mimeType of ['video/AV1', 'audio/opus']) {
    const other = await shown('simple', mimeType);
    vi.advanceTimersByTime(MAX_ASK_AGAIN_MS);
    expect(other.consumer.keyFrames).toBe(0);
  }
});

it('one that is closed leaves no timer', async () => {
  const { subscription, consumer } = await shown();
  subscription.close();
  expect(vi.getTimerCount()).toBe(0);
  consumer.emit('score', consumer.score);
  expect(vi.getTimerCount()).toBe(0);
});

it('what is wanted of a picture is what its tile takes, while it is shown, gets through and its viewer is there', async () => {
  const ladder = {
    fullSize: { width: 1280, height: 720 },
    scales: [0.25, 0.5, 1],
    temporalLayers: 3,
    maxUpscale: 1.25,
  };
  const { consumer, subscription, wanted } = await shown('simulcast', 'video/VP8', ladder);
  const tile = (width: number) => ({
    tile: { width, height: (width * 9) / 16 },
    isInCrowd: false,
    isSpeaking: false,
    signs: false,
  });
  expect(wanted).toEqual([0]);
  await subscription.show(tile(1280));
  await subscription.show(tile(1281));
  await subscription.setHeldByLink(true);
  await subscription.setHeldByLink(false);
  await subscription.setSuspended(true);
  await subscription.setSuspended(false);
  await subscription.hide();
  await subscription.show(tile(640));
  consumer.close();
  expect(wanted).toEqual([0, 2, null, 2, null, 2, null, 1, null]);
});
