import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Devices } from '../../web/src/media/devices.ts';
import { type DeviceChange, LocalMedia } from '../../web/src/media/local-media.ts';
import { SettingsStore } from '../../web/src/settings.ts';
import { FakeStorage, settled } from './fakes.ts';

const HEADSET = { id: 'headset', label: 'Headset' };
const BUILT_IN = { id: 'built-in', label: 'Eingebaut' };

/** A microphone's track as browsers make it. */
class Track extends EventTarget {
  readonly kind = 'audio';
  readonly label: string;
  readonly #deviceId: string;
  enabled = true;

  constructor({ id, label }: { id: string; label: string }) {
    super();
    this.label = label;
    this.#deviceId = id;
  }

  getSettings() {
    return { deviceId: this.#deviceId };
  }

  stop() {}

  /** Pulled out. */
  end() {
    this.dispatchEvent(new Event('ended'));
  }
}

let plugged: (typeof HEADSET)[] = [];
let tracks: Track[] = [];

beforeEach(() => {
  plugged = [HEADSET, BUILT_IN];
  tracks = [];
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
});
afterEach(() => vi.unstubAllGlobals());

async function getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }) {
  const exact = audio.deviceId?.exact;
  const device = exact === undefined ? plugged.at(-1) : plugged.find(({ id }) => id === exact);
  if (!device) throw new DOMException('', exact === undefined ? 'NotFoundError' : 'OverconstrainedError');
  const track = new Track(device);
  tracks.push(track);
  return { getTracks: () => [track] };
}

async function withMicrophone(chosen: string | null) {
  const settings = new SettingsStore(new FakeStorage());
  settings.update({ microphoneId: chosen });
  const local = new LocalMedia(settings);
  const told: DeviceChange[] = [];
  local.onDeviceChange((change) => told.push(change));
  local.setWanted('microphone', true);
  await settled();
  const used = () => {
    const { capture } = local.getSnapshot().microphone;
    return capture.is === 'live' ? capture.device?.label : capture.is;
  };
  const listed = (): Devices => ({ microphones: plugged, cameras: [], speakers: [] });
  return { local, told, used, listed, settings };
}

test('a chosen headset that is pulled out is replaced aloud, and used again aloud when it is plugged in', async () => {
  const { local, told, used, listed } = await withMicrophone('headset');
  expect(used()).toBe('Headset');
  plugged = [BUILT_IN];
  tracks.at(-1)?.end();
  local.devicesChanged(listed());
  await settled();
  expect(used()).toBe('Eingebaut');
  expect(told).toEqual([{ kind: 'instead', source: 'microphone', label: 'Eingebaut' }]);
  plugged = [HEADSET, BUILT_IN];
  local.devicesChanged(listed());
  await settled();
  expect(used()).toBe('Headset');
  expect(told.slice(1)).toEqual([{ kind: 'back', source: 'microphone', label: 'Headset' }]);
});

test('a chosen device that is not there from the beginning is said too, once', async () => {
  plugged = [BUILT_IN];
  const { local, told, used, listed } = await withMicrophone('headset');
  expect(used()).toBe('Eingebaut');
  local.devicesChanged(listed());
  await settled();
  expect(told).toEqual([{ kind: 'instead', source: 'microphone', label: 'Eingebaut' }]);
});

test("where nothing was chosen, the loss of what was used is said, and nobody is told of a device's return", async () => {
  plugged = [BUILT_IN, HEADSET];
  const { local, told, used, listed } = await withMicrophone(null);
  expect(used()).toBe('Headset');
  plugged = [BUILT_IN];
  tracks.at(-1)?.end();
  await settled();
  expect(told).toEqual([{ kind: 'instead', source: 'microphone', label: 'Eingebaut' }]);
  plugged = [BUILT_IN, HEADSET];
  local.devicesChanged(listed());
  await settled();
  expect(used()).toBe('Eingebaut');
  expect(told).toHaveLength(1);
});

test('what somebody chooses by hand is used without a word', async () => {
  const { local, told, used, settings } = await withMicrophone('headset');
  settings.update({ microphoneId: 'built-in' });
  local.retake('microphone');
  await settled();
  expect(used()).toBe('Eingebaut');
  expect(told).toEqual([]);
});

test('a device that is lost while nothing else is there fails in words', async () => {
  const { local, used } = await withMicrophone('headset');
  plugged = [];
  tracks.at(-1)?.end();
  await settled();
  expect(used()).toBe('failed');
  expect(local.getSnapshot().microphone).toMatchObject({ wanted: false, capture: { problem: 'missing' } });
});
