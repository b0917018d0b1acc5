import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallState, Notice } from '../../../../web/src/call/call-state.ts';
import { DeviceList } from '../../../../web/src/media/devices/devices.ts';
import { followSystem } from '../../../../web/src/media/devices/follow-system.ts';
import { LocalMedia } from '../../../../web/src/media/devices/local-media.ts';
import { SettingsStore } from '../../../../web/src/settings.ts';
import { FakeStorage, settled } from '../../fakes.ts';

class Track extends EventTarget {
  enabled = true;
  muted = false;
  readonly kind: string;
  readonly label: string;
  constructor(kind: string, label: string) {
    super();
    this.kind = kind;
    this.label = label;
  }
  getSettings = () => ({ deviceId: 'default' });
  stop() {}
}

interface Plugged {
  readonly kind: string;
  readonly deviceId: string;
  readonly label: string;
}

const LAPTOP = { kind: 'audioinput', deviceId: 'laptop', label: 'Laptop' };
const HEADSET = { kind: 'audioinput', deviceId: 'headset', label: 'Headset' };
const preferring = ({ label }: Plugged) => ({ kind: 'audioinput', deviceId: 'default', label: `Default - ${label}` });

/** What is plugged in, and why the browser gives nothing of it. */
let plugged: readonly Plugged[];
let refusal: string | null;
let permissions: Record<string, EventTarget & { state: string }>;
let mediaDevices: EventTarget;

beforeEach(() => {
  [plugged, refusal] = [[preferring(LAPTOP), LAPTOP], null];
  permissions = {
    microphone: Object.assign(new EventTarget(), { state: 'denied' }),
    camera: Object.assign(new EventTarget(), { state: 'denied' }),
  };
  mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => plugged,
    async getUserMedia({ audio }: Record<'audio' | 'video', unknown>) {
      if (refusal !== null) throw new DOMException('', refusal);
      const label = plugged.find(({ deviceId }) => deviceId === 'default')?.label ?? '';
      return { getTracks: () => [audio ? new Track('audio', label) : new Track('video', 'Camera')] };
    },
  });
  vi.stubGlobal('navigator', {
    mediaDevices,
    permissions: { query: async ({ name }: { name: string }) => permissions[name] },
  });
});
afterEach(() => vi.unstubAllGlobals());

async function aPage({ before = async () => {} }: { before?: (local: LocalMedia) => Promise<void> } = {}) {
  const local = new LocalMedia(new SettingsStore(new FakeStorage()));
  const devices = new DeviceList();
  const told: Notice[] = [];
  const call = {
    getSnapshot: () => ({ place: 'table' }) as CallState,
    seat: { tell: (notice: Notice) => void told.push(notice) },
  };
  await devices.refresh();
  await before(local);
  followSystem({ local, devices, call });
  const plug = async (next: readonly Plugged[]) => {
    plugged = next;
    mediaDevices.dispatchEvent(new Event('devicechange'));
    await settled();
  };
  const wish = async (source: 'microphone' | 'camera') => {
    local.setWanted(source, true);
    await settled();
    return local.getSnapshot()[source].capture;
  };
  const isLive = (source: 'microphone' | 'camera') => local.getSnapshot()[source].capture.is === 'live';
  return { local, told, plug, wish, isLive };
}

test('what was wanted and not allowed is opened when it is allowed after all, and what nobody wanted is not', async () => {
  const { plug, wish, isLive } = await aPage();
  refusal = 'NotAllowedError';
  expect(await wish('microphone')).toMatchObject({ is: 'failed', problem: 'denied' });
  refusal = null;
  // Another one that is plugged in is no permission.
  await plug([preferring(LAPTOP), LAPTOP, HEADSET]);
  expect(isLive('microphone')).toBe(false);
  for (const status of Object.values(permissions)) {
    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
  }
  await settled();
  expect([isLive('microphone'), isLive('camera')]).toEqual([true, false]);
});

test('what was allowed before anybody listened is opened as well', async () => {
  refusal = 'NotAllowedError';
  const { isLive } = await aPage({
    before: async (local) => {
      for (const source of ['microphone', 'camera'] as const) local.setWanted(source, true);
      await settled();
      refusal = null;
      Object.assign(permissions.microphone ?? {}, { state: 'granted' });
    },
  });
  await settled();
  expect([isLive('microphone'), isLive('camera')]).toEqual([true, false]);
});

test('what was wanted and missing is opened when it is plugged in', async () => {
  plugged = [];
  const { plug, wish, isLive } = await aPage();
  refusal = 'NotFoundError';
  expect(await wish('microphone')).toMatchObject({ is: 'failed', problem: 'missing' });
  refusal = null;
  await plug([{ kind: 'videoinput', deviceId: 'camera', label: 'Camera' }]);
  expect(isLive('microphone')).toBe(false);
  await plug([preferring(HEADSET), HEADSET]);
  expect(isLive('microphone')).toBe(true);
});

test('whoever leaves the microphone to the system gets the one it prefers now, by its bare name and once', async () => {
  const { local, told, plug, wish } = await aPage();
  await wish('microphone');
  await plug([preferring(HEADSET), HEADSET, LAPTOP]);
  await plug([preferring(HEADSET), HEADSET, LAPTOP]);
  expect(local.getSnapshot().microphone.capture).toMatchObject({ device: { label: 'Default - Headset' } });
  expect(told).toEqual([{ kind: 'device-preferred', source: 'microphone', label: 'Headset' }]);
  // Muted by its owner: used all the same, and worth no word.
  local.setWanted('microphone', false);
  await plug([preferring(LAPTOP), LAPTOP]);
  expect(told).toHaveLength(1);
});
