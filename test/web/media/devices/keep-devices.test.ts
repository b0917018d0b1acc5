import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallState, Notice } from '../../../../web/src/call/call-state.ts';
import { DeviceList } from '../../../../web/src/media/devices/devices.ts';
import { keepDevices } from '../../../../web/src/media/devices/keep-devices.ts';
import { LocalMedia } from '../../../../web/src/media/devices/local-media.ts';
import { SettingsStore } from '../../../../web/src/settings.ts';
import { FakeStorage, settled } from '../../fakes.ts';

class Track extends EventTarget {
  enabled = true;
  muted = false;
  readonly kind: string;
  readonly label: string;
  constructor(kind: string) {
    super();
    this.kind = kind;
    this.label = `Laptop ${kind}`;
  }
  getSettings = () => ({ deviceId: this.label });
  stop() {}
}

let listed = 0;

beforeEach(() => {
  listed = 0;
  vi.stubGlobal('navigator', {
    mediaDevices: {
      addEventListener() {},
      async enumerateDevices() {
        listed += 1;
        return [];
      },
      async getUserMedia({ audio, video }: Record<'audio' | 'video', false | { deviceId?: object }>) {
        const asked = [...(audio ? [audio] : []), ...(video ? [video] : [])];
        if (asked.some(({ deviceId }) => deviceId)) throw new DOMException('', 'OverconstrainedError');
        const tracks = [...(audio ? [new Track('audio')] : []), ...(video ? [new Track('video')] : [])];
        return { getTracks: () => tracks };
      },
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

function aPage() {
  const settings = new SettingsStore(new FakeStorage());
  const local = new LocalMedia(settings);
  const told: Notice[] = [];
  const listeners = new Set<() => void>();
  let place: CallState['place'] = 'door';
  const call = {
    getSnapshot: () => ({ place }) as CallState,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seat: { tell: (notice: Notice) => void told.push(notice) },
  };
  keepDevices({ local, devices: new DeviceList(), call });
  const go = (to: CallState['place']) => {
    place = to;
    for (const listener of listeners) listener();
  };
  return { settings, local, told, go };
}

test('that another device is used than was chosen is told at the table, when it came to be at the door', async () => {
  const { settings, local, told, go } = aPage();
  settings.update({ microphoneId: 'headset' });
  await local.start();
  await settled();
  go('lobby');
  expect(told).toEqual([]);
  go('table');
  const instead = { kind: 'device-instead', source: 'microphone', label: 'Laptop audio' };
  expect(told).toEqual([instead]);
  go('table');
  expect(told).toEqual([instead]);
});

test('what somebody has chosen by hand meanwhile is not told', async () => {
  const { settings, local, told, go } = aPage();
  settings.update({ microphoneId: 'headset' });
  await local.start();
  await settled();
  settings.update({ microphoneId: null });
  local.retake('microphone');
  await settled();
  go('table');
  expect(told).toEqual([]);
});

test('the devices are listed anew after each permission: the camera may get its own later than the microphone', async () => {
  const { local } = aPage();
  local.setWanted('microphone', true);
  await settled();
  expect(listed).toBe(1);
  local.setWanted('camera', true);
  await settled();
  expect(listed).toBe(2);
  local.setWanted('microphone', false);
  await settled();
  expect(listed).toBe(2);
});
