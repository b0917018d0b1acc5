import type { Device, types } from 'mediasoup-client';
import { expect, test } from 'vitest';
import { Producers } from '../../../../web/src/media/link/producers.ts';

/** What a browser of this kind publishes a screen in, where all decode AV1 and VP9. */
async function codecOfScreen(handlerName: string): Promise<string | undefined> {
  const codecs = ['video/VP8', 'video/VP9', 'video/AV1'].map((mimeType) => ({
    kind: 'video' as const,
    mimeType,
    clockRate: 90_000,
  }));
  let published: types.ProducerOptions | undefined;
  const transport = {
    on: () => transport,
    getStats: async () => new Map(),
    produce: async (options: types.ProducerOptions) => {
      published = options;
      return { id: 'screen' };
    },
  };
  const producers = new Producers({
    device: { handlerName, sendRtpCapabilities: { codecs } } as unknown as Device,
    transport: transport as unknown as types.Transport,
    commands: { send: async () => ({}) as never },
    uploadRead: () => {},
  });
  producers.setScreenCodecs(['AV1', 'VP9']);
  const track = { kind: 'video', contentHint: 'detail', getSettings: () => ({ width: 1920, height: 1080 }) };
  await producers.publish('screen', track as unknown as MediaStreamTrack);
  producers.close();
  return published?.codec?.mimeType;
}

test('a screen goes out in the best that all decode, by browsers that tell the server its frames; by others in VP8', async () => {
  expect(await codecOfScreen('Chrome111')).toBe('video/AV1');
  expect(await codecOfScreen('Firefox120')).toBe('video/VP8');
  expect(await codecOfScreen('Safari12')).toBe('video/VP8');
});
