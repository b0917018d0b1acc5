import type { Device, types } from 'mediasoup-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { UPLOAD_READ_MS, type UploadReading } from '../../../../web/src/call/line/upload-guard.ts';
import { Producers } from '../../../../web/src/media/link/producers.ts';
import { setMadeSize } from '../../../../web/src/media/made-size.ts';

/** Senders of a browser that takes what it is told, and refuses what was read before another change. */
class FakeSender {
  #encodings: RTCRtpEncodingParameters[];
  #reads = 0;
  #isChanging = false;
  changes = 0;

  constructor(encodings: readonly RTCRtpEncodingParameters[]) {
    this.#encodings = encodings.map((encoding) => ({ ...encoding, active: true }));
  }

  get active(): (boolean | undefined)[] {
    return this.#encodings.map(({ active }) => active);
  }

  /** As Chromium does when the two ends agree on anything anew. */
  renegotiated(): void {
    this.#encodings = this.#encodings.map((encoding) => ({ ...encoding, active: true }));
  }

  getParameters() {
    this.#reads += 1;
    return { transactionId: `${this.#reads}`, encodings: this.#encodings };
  }

  async setParameters({ transactionId, encodings }: { transactionId: string; encodings: RTCRtpEncodingParameters[] }) {
    if (transactionId !== `${this.#reads}`) throw new Error('InvalidModificationError');
    if (this.#isChanging) throw new Error('InvalidStateError');
    this.#isChanging = true;
    this.changes += 1;
    await null;
    this.#encodings = encodings;
    this.#isChanging = false;
  }
}

const PICTURE = { width: 1280, height: 720 };

/** What sends in a browser of its own; `ids`: of what it publishes, as the server answers. */
function sending({ ids = ['camera', 'screen'] } = {}) {
  const senders: FakeSender[] = [];
  const readings: UploadReading[] = [];
  const transport = {
    on: () => transport,
    getStats: async () => new Map(),
    produce: async ({ encodings = [], track }: types.ProducerOptions) => {
      const rtpSender = new FakeSender(encodings as RTCRtpEncodingParameters[]);
      senders.push(rtpSender);
      return { id: ids[senders.length - 1], track, rtpSender, close: () => {} };
    },
  };
  const producers = new Producers({
    device: { handlerName: 'Chrome111', sendRtpCapabilities: { codecs: [] } } as unknown as Device,
    transport: transport as unknown as types.Transport,
    commands: { send: async () => ({}) as never },
    uploadRead: (reading) => void readings.push(reading),
  });
  onTestFinished(() => producers.close());
  const publish = (source: 'camera' | 'screen') =>
    producers.publish(source, { kind: 'video', getSettings: () => PICTURE } as unknown as MediaStreamTrack);
  /** What every sender sends when all has been done. */
  const sent = async () => {
    for (let turn = 0; turn < 20; turn += 1) await null;
    return senders.map(({ active }) => active);
  };
  return { producers, publish, sent, readings, senders };
}

test('of each picture no stream is sent that nobody is shown, and all of one of which nothing was said', async () => {
  const { producers, publish, sent } = sending();
  await publish('camera');
  await publish('screen');
  producers.setWantedLayers([{ producerId: 'camera', spatialLayer: 1 }]);
  expect(await sent()).toEqual([
    [true, true, false],
    [true, true],
  ]);
  producers.setWantedLayers([
    { producerId: 'camera', spatialLayer: 2 },
    { producerId: 'screen', spatialLayer: 0 },
  ]);
  expect(await sent()).toEqual([
    [true, true, true],
    [true, false],
  ]);
});

/** As a browser shows it: of what is made on a page it may say nothing. */
const aPicture = (size: { width?: number; height?: number } = {}) =>
  ({ kind: 'video', getSettings: () => size }) as unknown as MediaStreamTrack;

test('what is made here has as many streams as its pictures’ size bears, and other ones when that changes', async () => {
  const { producers, sent } = sending({ ids: ['camera', 'smaller'] });
  const track = aPicture();
  setMadeSize(track, PICTURE);
  await producers.publish('camera', track);
  setMadeSize(track, { width: 720, height: 1280 });
  expect(producers.fits('camera', track)).toBe(true);
  setMadeSize(track, { width: 640, height: 360 });
  expect(producers.fits('camera', track)).toBe(false);
  await producers.publish('camera', track);
  expect(producers.fits('camera', track)).toBe(true);
  expect((await sent()).map((streams) => streams.length)).toEqual([3, 2]);
});

test('a camera that turns, or a shared window that is drawn larger, is not sent anew for that', async () => {
  const { producers } = sending();
  const size = { width: 640, height: 480 };
  const track = aPicture(size);
  await producers.publish('camera', track);
  Object.assign(size, { width: 1280, height: 720 });
  expect(producers.fits('camera', track)).toBe(true);
  expect(producers.fits('camera', aPicture(size))).toBe(false);
});

test('what is not wanted and what the way up does not bear add up, in whichever order they come', async () => {
  const { producers, publish, sent } = sending();
  await publish('camera');
  const wants = (spatialLayer: number) => producers.setWantedLayers([{ producerId: 'camera', spatialLayer }]);
  const limits = (step: 'small' | 'full') => void producers.limitCamera(step, false);
  wants(1);
  limits('small');
  wants(2);
  expect(await sent()).toEqual([[true, false, false]]);
  limits('full');
  expect(await sent()).toEqual([[true, true, true]]);
  limits('small');
  wants(0);
  limits('full');
  expect(await sent()).toEqual([[true, false, false]]);
});

test('what is said of a picture before its own answer is there holds for it, and not for the one in its place', async () => {
  const { producers, publish, sent } = sending({ ids: ['first', 'second'] });
  producers.setWantedLayers([{ producerId: 'first', spatialLayer: 0 }]);
  await publish('camera');
  expect(await sent()).toEqual([[true, false, false]]);
  await publish('camera');
  expect((await sent())[1]).toEqual([true, true, true]);
});

test('what a browser has switched on again, since something else was agreed on, is off within a second; else nothing is changed', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { producers, publish, sent, senders } = sending();
  await publish('camera');
  await publish('screen');
  producers.setWantedLayers(['camera', 'screen'].map((producerId) => ({ producerId, spatialLayer: 0 })));
  await vi.advanceTimersByTimeAsync(3 * UPLOAD_READ_MS);
  expect(senders.map(({ changes }) => changes)).toEqual([1, 1]);
  for (const sender of senders) sender.renegotiated();
  await vi.advanceTimersByTimeAsync(UPLOAD_READ_MS);
  expect(await sent()).toEqual([
    [true, false, false],
    [true, false],
  ]);
});

test('whoever judges the way up is told when only the smallest picture is asked for', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { producers, publish, readings } = sending();
  await publish('camera');
  for (const spatialLayer of [0, 1]) {
    producers.setWantedLayers([{ producerId: 'camera', spatialLayer }]);
    await vi.advanceTimersByTimeAsync(UPLOAD_READ_MS);
  }
  expect(readings.map(({ isLeastWanted }) => isLeastWanted)).toEqual([true, false]);
});

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
