import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Notice, TableState } from '../../../../web/src/call/call-state.ts';
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

/** As far as it is looked at here. */
function aTable({
  role = 'participant',
  restricted = false,
  ...room
}: {
  readonly role?: string;
  readonly restricted?: boolean;
  readonly muteOnEntry?: boolean;
  readonly cameraOnEntry?: string;
} = {}) {
  const table = {
    place: 'table',
    self: { participantId: 'me', role, isChairing: false },
    participants: [{ id: 'me', role, hasFloor: false, restricted: both(false), producers: [] as { source: string }[] }],
    room: { muteOnEntry: false, cameraOnEntry: 'free', restricted: both(restricted), ...room },
  };
  return table as unknown as TableState & typeof table;
}

const both = (is: boolean) => ({ microphone: is, camera: is });

interface PageOptions {
  readonly table?: ReturnType<typeof aTable>;
  readonly before?: (local: LocalMedia) => Promise<void>;
}

async function aPage({ table = aTable(), before = async () => {} }: PageOptions = {}) {
  const settings = new SettingsStore(new FakeStorage());
  const local = new LocalMedia(settings);
  const devices = new DeviceList();
  const told: Notice[] = [];
  const call = {
    getSnapshot: () => table,
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
  return { settings, local, told, plug, wish, isLive };
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
  // Muted by its owner: it is open all the same, and they are to know which one they will speak into.
  Object.assign(permissions.microphone ?? {}, { state: 'granted' });
  local.setWanted('microphone', false);
  await plug([preferring(LAPTOP), LAPTOP]);
  expect(local.getSnapshot().microphone).toMatchObject({
    wanted: false,
    capture: { device: { label: 'Default - Laptop' } },
  });
  expect(told.slice(1)).toEqual([{ kind: 'device-preferred', source: 'microphone', label: 'Laptop' }]);
});

/** Came without any device that they wanted, and plugs in both. */
async function whoPlugsInLater(table: ReturnType<typeof aTable>) {
  plugged = [];
  const page = await aPage({ table });
  refusal = 'NotFoundError';
  for (const source of ['microphone', 'camera'] as const) await page.wish(source);
  refusal = null;
  const camera = { kind: 'videoinput', deviceId: 'camera', label: 'Camera' };
  await page.plug([preferring(HEADSET), HEADSET, camera]);
  const { microphone, camera: own } = page.local.getSnapshot();
  return { ...page, wanted: [microphone.wanted, own.wanted], microphone };
}

const ARRIVED = [
  { kind: 'device-arrived', source: 'microphone', label: 'Headset' },
  { kind: 'device-arrived', source: 'camera', label: 'Camera' },
];

test('whoever is heard and seen since something was plugged in is told, with its name and once', async () => {
  const { told, wanted, plug } = await whoPlugsInLater(aTable());
  expect(wanted).toEqual([true, true]);
  expect(told).toEqual(ARRIVED);
  await plug(plugged);
  expect(told).toEqual(ARRIVED);
});

test('whoever wishes another background is told that they are seen when they are, and nobody who switches off before', async () => {
  const plugIn = async () => {
    plugged = [];
    const { settings, local, told, wish, plug } = await aPage();
    settings.update({ background: 'strong' });
    refusal = 'NotFoundError';
    await wish('camera');
    refusal = null;
    await plug([{ kind: 'videoinput', deviceId: 'camera', label: 'Camera' }]);
    expect(told).toEqual([]);
    const show = () => {
      settings.update({ background: 'none' });
      local.treat('camera', (track) => ({ track, note: null, isLeftToBrowser: false, close: () => {} }));
    };
    return { local, told, show };
  };
  const { told, show } = await plugIn();
  show();
  expect(told).toEqual([{ kind: 'device-arrived', source: 'camera', label: 'Camera' }]);
  const other = await plugIn();
  other.local.setWanted('camera', false);
  other.show();
  expect(other.told).toEqual([]);
});

test('in a room that mutes on entry nobody is heard or seen who has not pressed for it: the microphone is open, and off', async () => {
  const room = { muteOnEntry: true, cameraOnEntry: 'off' };
  const { told, wanted, microphone } = await whoPlugsInLater(aTable(room));
  expect(wanted).toEqual([false, false]);
  expect(microphone).toMatchObject({ capture: { is: 'live', track: { enabled: false } } });
  expect(told).toEqual([
    { kind: 'device-ready', source: 'camera' },
    { kind: 'device-ready', source: 'microphone' },
  ]);
});

test('a microphone that is there and cannot be opened, or is wanted meanwhile, is not said to be ready', async () => {
  const plugIn = async (meanwhile: (local: LocalMedia) => void) => {
    plugged = [];
    const { local, told, wish, plug } = await aPage({ table: aTable({ muteOnEntry: true }) });
    refusal = 'NotFoundError';
    await wish('microphone');
    refusal = null;
    local.subscribe(() => {
      const { capture } = local.getSnapshot().microphone;
      if (capture.is === 'off') meanwhile(local);
    });
    await plug([preferring(HEADSET), HEADSET]);
    return told;
  };
  const busy = () => {
    refusal = 'NotReadableError';
  };
  expect(await plugIn(busy)).toEqual([]);
  expect(await plugIn((local) => local.setWanted('microphone', true))).toEqual([]);
  expect(await plugIn(() => {})).toEqual([{ kind: 'device-ready', source: 'microphone' }]);
});

test('there those who were heard before are heard again, and so is a moderator', async () => {
  const room = { muteOnEntry: true, cameraOnEntry: 'off' };
  const spoken = aTable(room);
  spoken.participants[0]?.producers.push({ source: 'microphone' });
  expect((await whoPlugsInLater(spoken)).wanted).toEqual([true, false]);
  expect((await whoPlugsInLater(aTable({ ...room, role: 'moderator' }))).wanted).toEqual([true, true]);
});

test('what hard mute holds stays off, and that is why', async () => {
  const { told, wanted } = await whoPlugsInLater(aTable({ restricted: true }));
  expect(wanted).toEqual([false, false]);
  expect(told).toEqual([
    { kind: 'held-back', source: 'microphone' },
    { kind: 'held-back', source: 'camera' },
  ]);
});

test('nothing opens for an observer', async () => {
  const { told, wanted } = await whoPlugsInLater(aTable({ role: 'observer' }));
  expect([wanted, told]).toEqual([[false, false], []]);
});
