import type { types } from 'mediasoup-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConsumerOptions } from '../../../../src/protocol/index.ts';
import { Consumers } from '../../../../web/src/media/link/consumers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that receives a sound and a picture, and what it holds of both. */
async function receiving() {
  const made: { kind: string; closed: boolean; close(): void }[] = [];
  const consume = async (options: ConsumerOptions) => {
    const consumer = {
      ...options,
      track: {},
      closed: false,
      close: () => {
        consumer.closed = true;
      },
    };
    made.push(consumer);
    return consumer;
  };
  const offered = (['audio', 'video'] as const).map((kind) => ({
    ...{ id: `${kind} consumer`, producerId: `${kind} producer`, kind },
    rtpParameters: { codecs: [], headerExtensions: [], encodings: [], rtcp: {} },
  }));
  let tracks: readonly string[] = [];
  const consumers = new Consumers({
    transport: { consume } as unknown as types.Transport,
    request: vi.fn(async () => ({ consumers: offered })) as never,
    tracksChanged: (now) => {
      tracks = [...now.keys()];
    },
  });
  await consumers.view([]);
  return { consumers, closed: () => made.map(({ closed }) => closed), tracks: () => tracks };
}

test('a picture that ends is gone at once, a sound when it has faded out', async () => {
  const { consumers, closed, tracks } = await receiving();
  expect(tracks()).toEqual(['audio producer', 'video producer']);
  for (const kind of ['audio', 'video']) consumers.consumerClosed(`${kind} consumer`);
  expect([closed(), tracks()]).toEqual([[false, true], ['audio producer']]);
  vi.runAllTimers();
  expect([closed(), tracks()]).toEqual([[true, true], []]);
});

test('the end of a call leaves no sound that fades out', async () => {
  const { consumers } = await receiving();
  consumers.consumerClosed('audio consumer');
  consumers.close();
  expect(vi.getTimerCount()).toBe(0);
});
