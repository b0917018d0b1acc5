import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Devices } from '../../../../web/src/media/devices/devices.ts';
import type { DeviceChange } from '../../../../web/src/media/devices/local/device-changes.ts';
import { isOn, isStarting, seenOf } from '../../../../web/src/media/devices/local/local-source.ts';
import { LocalMedia } from '../../../../web/src/media/devices/local-media.ts';
import type { Treatment, TreatmentProblem } from '../../../../web/src/media/treatment/treatment.ts';
import { SettingsStore } from '../../../../web/src/settings.ts';
import { FakeStorage, settled } from '../../fakes.ts';

const HEADSET = { id: 'headset', label: 'Headset' };
const BUILT_IN = { id: 'built-in', label: 'Eingebaut' };
const FRONT = { id: 'front', label: 'Vorn' };
const BACK = { id: 'back', label: 'Hinten' };
const LAPTOP_CAMERA = { id: 'laptop-camera', label: 'Laptop' };

/** A track as browsers make it. */
class Track extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly label: string;
  readonly #deviceId: string;
  enabled = true;
  muted = false;

  constructor({ id, label }: { id: string; label: string }, kind: 'audio' | 'video') {
    super();
    this.kind = kind;
    this.label = label;
    this.#deviceId = id;
  }

  facingMode: string | undefined;

  getSettings() {
    return { deviceId: this.#deviceId, facingMode: this.facingMode };
  }

  isStopped = false;

  stop() {
    this.isStopped = true;
  }

  /** Pulled out. */
  end() {
    this.dispatchEvent(new Event('ended'));
  }

  /** By a phone call, or a key that mutes. */
  mute(muted: boolean) {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

let plugged: (typeof HEADSET)[] = [];
let cameras: (typeof HEADSET)[] = [];
let tracks: Track[] = [];
/** Where those look that say it. */
let facings: Readonly<Record<string, string>> = {};
/** As the browser says it. */
let permission: PermissionState;

beforeEach(() => {
  plugged = [HEADSET, BUILT_IN];
  cameras = [LAPTOP_CAMERA];
  tracks = [];
  facings = {};
  asked = [];
  permission = 'granted';
  vi.stubGlobal('navigator', {
    mediaDevices: { getUserMedia },
    permissions: { query: async () => ({ state: permission }) },
  });
  vi.stubGlobal('AudioWorkletNode', class {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Asked = false | { deviceId?: { exact: string }; noiseSuppression?: boolean; facingMode?: string };

let asked: Asked[] = [];

async function getUserMedia({ audio, video }: { audio: Asked; video: Asked }) {
  asked.push(audio);
  const taken = [
    ...(audio === false ? [] : [new Track(deviceFor(audio, plugged), 'audio')]),
    ...(video === false ? [] : [cameraOf(video)]),
  ];
  tracks.push(...taken);
  return { getTracks: () => taken };
}

function cameraOf(video: Exclude<Asked, false>) {
  const facing = cameras.find(({ id }) => video.facingMode !== undefined && facings[id] === video.facingMode);
  const device = facing ?? deviceFor(video, cameras);
  return Object.assign(new Track(device, 'video'), { facingMode: facings[device.id] });
}

function deviceFor(asked: Exclude<Asked, false>, devices: typeof plugged) {
  const exact = asked.deviceId?.exact;
  const device = exact === undefined ? devices.at(-1) : devices.find(({ id }) => id === exact);
  if (!device) throw new DOMException('', exact === undefined ? 'NotFoundError' : 'OverconstrainedError');
  return device;
}

async function withMicrophone(chosen: string | null) {
  const settings = new SettingsStore(new FakeStorage());
  settings.update({ microphoneId: chosen });
  const local = new LocalMedia(settings);
  const told: DeviceChange[] = [];
  local.onDeviceChange(() => told.push(...local.takeDeviceChanges()));
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

test('a microphone that is pulled out while it is off is replaced aloud, and stays off and open', async () => {
  const { local, told, used, listed } = await withMicrophone('headset');
  local.setWanted('microphone', false);
  plugged = [BUILT_IN];
  tracks.at(-1)?.end();
  expect(local.getSnapshot().microphone.wanted).toBe(false);
  await settled();
  expect([used(), local.getSnapshot().microphone.wanted, tracks.at(-1)?.enabled]).toEqual(['Eingebaut', false, false]);
  expect(told).toEqual([{ kind: 'instead', source: 'microphone', label: 'Eingebaut' }]);
  plugged = [HEADSET, BUILT_IN];
  local.devicesChanged(listed());
  await settled();
  expect([used(), local.getSnapshot().microphone.wanted]).toEqual(['Headset', false]);
  expect(told.slice(1)).toEqual([{ kind: 'back', source: 'microphone', label: 'Headset' }]);
});

test('one that is off and the only one is opened again, off, when it is plugged in again, without a word', async () => {
  const { local, told, used, listed } = await withMicrophone(null);
  local.setWanted('microphone', false);
  plugged = [];
  tracks.at(-1)?.end();
  local.devicesChanged(listed());
  await settled();
  expect(local.getSnapshot().microphone).toEqual({ wanted: false, capture: { is: 'off' } });
  plugged = [BUILT_IN];
  local.devicesChanged(listed());
  // Whoever else switches off what is off changes nothing.
  local.switchOff('microphone');
  await settled();
  expect([used(), local.getSnapshot().microphone.wanted]).toEqual(['Eingebaut', false]);
  expect(told).toEqual([]);
});

test('one that is off is not opened again where the browser would ask for it, and is by a press', async () => {
  const { local, told, used, listed } = await withMicrophone('headset');
  local.setWanted('microphone', false);
  permission = 'prompt';
  plugged = [BUILT_IN];
  tracks.at(-1)?.end();
  local.devicesChanged(listed());
  await settled();
  expect([used(), asked.length]).toEqual(['off', 1]);
  local.setWanted('microphone', true);
  await settled();
  expect(used()).toBe('Eingebaut');
  expect(told).toEqual([{ kind: 'instead', source: 'microphone', label: 'Eingebaut' }]);
});

test('one that is wanted again, or left, while the browser says that it may be opened is opened once, or not at all', async () => {
  const { local, used } = await withMicrophone('headset');
  local.setWanted('microphone', false);
  tracks.at(-1)?.end();
  local.setWanted('microphone', true);
  await settled();
  expect([used(), asked.length]).toEqual(['Headset', 2]);
  local.setWanted('microphone', false);
  tracks.at(-1)?.end();
  local.stop();
  await settled();
  expect([used(), asked.length]).toEqual(['off', 2]);
});

test('one that is off is opened once, however often the list changes meanwhile, and anew when it is lost again', async () => {
  const { local, used, listed } = await withMicrophone(null);
  local.setWanted('microphone', false);
  const loseAll = async () => {
    plugged = [];
    tracks.at(-1)?.end();
    await settled();
    plugged = [BUILT_IN];
  };
  await loseAll();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const held = vi.fn(async (constraints: { audio: Asked; video: Asked }) => {
    await opened;
    return getUserMedia(constraints);
  });
  vi.stubGlobal('navigator', { ...navigator, mediaDevices: { getUserMedia: held } });
  for (let change = 0; change < 2; change++) {
    local.devicesChanged(listed());
    await settled();
  }
  expect(held).toHaveBeenCalledTimes(1);
  open();
  await settled();
  expect(used()).toBe('Eingebaut');
  await loseAll();
  local.devicesChanged(listed());
  await settled();
  expect(used()).toBe('Eingebaut');
});

test('who mutes while another microphone is being opened has it open, and off', async () => {
  const { local, used } = await withMicrophone('headset');
  plugged = [BUILT_IN];
  tracks.at(-1)?.end();
  local.setWanted('microphone', false);
  await settled();
  expect([used(), local.getSnapshot().microphone.wanted]).toEqual(['Eingebaut', false]);
});

test('a microphone that nobody has opened is not opened by what is plugged in, nor after the end', async () => {
  const local = new LocalMedia(new SettingsStore(new FakeStorage()));
  const plugIn = () => local.devicesChanged({ microphones: [HEADSET], cameras: [], speakers: [] });
  plugIn();
  local.setWanted('microphone', true);
  await settled();
  expect(tracks).toHaveLength(1);
  local.stop();
  plugIn();
  await settled();
  expect(tracks).toHaveLength(1);
});

test.each([
  ['that the chosen one is back', 'headset', [BUILT_IN], 1],
  ['that another is used', null, [], 0],
] as const)(
  'of what was lost in one meeting nothing is told in the next: not %s',
  async (_what, chosen, left, toldBefore) => {
    const { local, told } = await withMicrophone(chosen);
    local.setWanted('microphone', false);
    plugged = [...left];
    tracks.at(-1)?.end();
    await settled();
    expect(told).toHaveLength(toldBefore);
    local.stop();
    plugged = [HEADSET];
    local.setWanted('microphone', true);
    await settled();
    expect(isOn(local.getSnapshot().microphone)).toBe(true);
    expect(told).toHaveLength(toldBefore);
  },
);

test('what has failed is opened by one press and in one question, whatever was on last time', async () => {
  [plugged, cameras] = [[], []];
  const settings = new SettingsStore(new FakeStorage());
  const local = new LocalMedia(settings);
  for (const source of ['microphone', 'camera'] as const) local.switchOn(source);
  settings.update({ microphoneOn: false, cameraOn: false });
  await settled();
  expect(local.getSnapshot()).toMatchObject({
    microphone: { capture: { is: 'failed' } },
    camera: { capture: { is: 'failed' } },
  });
  [plugged, cameras, asked] = [[BUILT_IN], [LAPTOP_CAMERA], []];
  await local.startFailed();
  expect([isOn(local.getSnapshot().microphone), isOn(local.getSnapshot().camera)]).toEqual([true, true]);
  expect(asked).toHaveLength(1);
  expect(settings.get()).toMatchObject({ microphoneOn: true, cameraOn: true });
  // What is off and has not failed is left so.
  local.setWanted('camera', false);
  await local.startFailed();
  expect(local.getSnapshot().camera.wanted).toBe(false);
});

/** As a phone call does it, for longer than a moment. */
async function withHeldMicrophone() {
  const { local } = await withMicrophone(null);
  const [held] = tracks;
  vi.useFakeTimers();
  held?.mute(true);
  vi.runAllTimers();
  vi.useRealTimers();
  local.setWanted('microphone', false);
  return { local, held };
}

test('what the system has taken away is taken anew by a press on, and let go when the new one is there', async () => {
  const { local, held } = await withHeldMicrophone();
  local.setWanted('microphone', true);
  expect(held?.isStopped).toBe(false);
  await settled();
  expect(tracks.map(({ isStopped }) => isStopped)).toEqual([true, false]);
  expect(isOn(local.getSnapshot().microphone)).toBe(true);
});

test('where it cannot be had anew, what is held is kept, and is on when the system gives it back', async () => {
  const { local, held } = await withHeldMicrophone();
  plugged = [];
  local.setWanted('microphone', true);
  await settled();
  expect([asked.length, held?.isStopped]).toEqual([2, false]);
  expect(local.getSnapshot().microphone).toMatchObject({ wanted: true, capture: { is: 'live', isHeld: true } });
  held?.mute(false);
  expect(isOn(local.getSnapshot().microphone)).toBe(true);
});

test('for a moment, as for a key that is held, nothing is taken anew', async () => {
  const { local, held } = await withHeldMicrophone();
  local.setWanted('microphone', true, { remember: false });
  await settled();
  expect([asked.length, held?.isStopped, held?.enabled]).toEqual([1, false, true]);
});

test('a camera that is not plugged in today does not cost the headset that is', async () => {
  const settings = new SettingsStore(new FakeStorage());
  settings.update({ microphoneId: 'headset', cameraId: 'at the office' });
  const local = new LocalMedia(settings);
  await local.start();
  await settled();
  const { microphone, camera } = local.getSnapshot();
  expect(microphone.capture).toMatchObject({ is: 'live', device: { label: 'Headset' } });
  expect(camera.capture).toMatchObject({ is: 'live', device: { label: 'Laptop' } });
  expect(local.takeDeviceChanges()).toEqual([{ kind: 'instead', source: 'camera', label: 'Laptop' }]);
});

test('a chosen device that is listed and cannot be had is asked for once', async () => {
  plugged = [BUILT_IN];
  const { local, used } = await withMicrophone('headset');
  const isListed: Devices = { microphones: [HEADSET, BUILT_IN], cameras: [], speakers: [] };
  local.devicesChanged(isListed);
  await settled();
  expect(tracks).toHaveLength(2);
  local.devicesChanged(isListed);
  await settled();
  expect(used()).toBe('Eingebaut');
  expect(tracks).toHaveLength(2);
});

test('what the system holds back for longer than a moment is not on, for oneself and the others, until it gives it again', async () => {
  const { local } = await withMicrophone(null);
  vi.useFakeTimers();
  const track = tracks.at(-1);
  const isHeld = () => local.local('microphone').isHeld;
  track?.mute(true);
  expect(isHeld()).toBe(false);
  track?.mute(false);
  vi.runAllTimers();
  expect(isHeld()).toBe(false);
  expect(isOn(local.getSnapshot().microphone)).toBe(true);
  track?.mute(true);
  vi.runAllTimers();
  expect(isHeld()).toBe(true);
  expect(isOn(local.getSnapshot().microphone)).toBe(false);
  track?.mute(false);
  expect(isHeld()).toBe(false);
  expect(isOn(local.getSnapshot().microphone)).toBe(true);
});

test('a device that is let go leaves no timer and is heard no more', async () => {
  const { local } = await withMicrophone(null);
  vi.useFakeTimers();
  const track = tracks.at(-1);
  track?.mute(true);
  expect(vi.getTimerCount()).toBe(1);
  local.stop();
  expect(vi.getTimerCount()).toBe(0);
  track?.mute(true);
  expect(vi.getTimerCount()).toBe(0);
});

/** What is done to each captured track, by hand. */
function treatedMicrophone(local: LocalMedia) {
  const begun: (Treatment & { track: MediaStreamTrack | null; isLeftToBrowser: boolean; isClosed: boolean })[] = [];
  let change = () => {};
  local.treat('microphone', (captured, changed) => {
    change = changed;
    const treatment = {
      track: captured,
      note: null,
      isLeftToBrowser: false,
      isClosed: false,
      close: () => {
        treatment.isClosed = true;
      },
    };
    begun.push(treatment);
    return treatment;
  });
  const latest = () => begun.at(-1) ?? expect.fail('nothing is treated');
  const goesOut = (track: Track | null) => {
    latest().track = track as unknown as MediaStreamTrack | null;
    change();
  };
  const leave = () => {
    latest().isLeftToBrowser = true;
    change();
  };
  return { begun, latest, goesOut, leave };
}

test('what is made of a captured track goes out in its place, and is as silent when the microphone is off', async () => {
  const { local } = await withMicrophone(null);
  const { goesOut, latest } = treatedMicrophone(local);
  const captured = tracks.at(-1);
  expect(local.local('microphone').track).toBe(captured);
  const made = new Track(BUILT_IN, 'audio');
  goesOut(made);
  expect(local.local('microphone').track).toBe(made);
  local.setWanted('microphone', false);
  expect([captured?.enabled, made.enabled]).toEqual([false, false]);
  // Made while it is off.
  const later = new Track(BUILT_IN, 'audio');
  goesOut(later);
  expect(later.enabled).toBe(false);
  local.setWanted('microphone', true);
  expect([captured?.enabled, later.enabled]).toEqual([true, true]);
  goesOut(null);
  expect(local.local('microphone')).toMatchObject({ wanted: true, track: null });
  expect(latest().isClosed).toBe(false);
});

test('a microphone that is to sound otherwise goes out as it was until it is there anew; one that is off is let go at once', async () => {
  const { local } = await withMicrophone('headset');
  const [before] = tracks;
  local.reprocess();
  expect([before?.isStopped, local.local('microphone').track]).toEqual([false, before]);
  await settled();
  expect([before?.isStopped, local.local('microphone').track]).toEqual([true, tracks.at(-1)]);
  expect(tracks.at(-1)).not.toBe(before);
  local.setWanted('microphone', false);
  local.reprocess();
  expect(tracks.at(-1)?.isStopped).toBe(true);
});

test('each captured track has a treatment of its own, which ends with it; a former one has nothing to say', async () => {
  const { local } = await withMicrophone('headset');
  const { begun, goesOut } = treatedMicrophone(local);
  local.retake('microphone');
  await settled();
  expect(begun.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  tracks.at(-1)?.end();
  await settled();
  expect(begun.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
  goesOut(null);
  local.stop();
  expect(begun.at(-1)?.isClosed).toBe(true);
  expect(local.local('microphone')).toEqual({ wanted: false, track: null });
});

test('noise is suppressed by the browser only where nothing here can, and then the microphone is taken anew', async () => {
  const { local } = await withMicrophone(null);
  const { begun, leave } = treatedMicrophone(local);
  expect(asked.map((one) => one !== false && one.noiseSuppression)).toEqual([false]);
  leave();
  await settled();
  expect(asked.map((one) => one !== false && one.noiseSuppression)).toEqual([false, true]);
  expect(begun).toHaveLength(2);
  expect(isOn(local.getSnapshot().microphone)).toBe(true);
});

/** A telephone's two cameras, of which each says where it looks, or a tablet's, of which none does. */
async function twoCameras({ tellsFacing, chosen }: { tellsFacing: boolean; chosen: string | null }) {
  cameras = [BACK, FRONT];
  facings = tellsFacing ? { back: 'environment', front: 'user' } : {};
  const settings = new SettingsStore(new FakeStorage());
  settings.update({ cameraId: chosen });
  const open = async (local: LocalMedia) => {
    local.setWanted('camera', true);
    await settled();
    return usedCamera(local);
  };
  const local = new LocalMedia(settings);
  await open(local);
  const turn = async () => {
    local.turnCamera(cameras);
    await settled();
    return usedCamera(local);
  };
  return { settings, local, turn, open };
}

const usedCamera = (local: LocalMedia) => {
  const { capture } = local.getSnapshot().camera;
  return capture.is === 'live' ? capture.device?.id : capture.is;
};

test.each([
  { tellsFacing: true, chosen: null, shown: ['back', 'front', 'back'] },
  { tellsFacing: true, chosen: 'back', shown: ['front', 'back', 'front'] },
  { tellsFacing: false, chosen: null, shown: ['back', 'front', 'back'] },
  { tellsFacing: false, chosen: 'back', shown: ['front', 'back', 'front'] },
])(
  'the camera of a device is turned each time, where $chosen was chosen and cameras tell where they look: $tellsFacing',
  async ({ tellsFacing, chosen, shown }) => {
    const { settings, turn, open } = await twoCameras({ tellsFacing, chosen });
    expect([await turn(), await turn(), await turn()]).toEqual(shown);
    // A new page shows its owner first.
    expect(settings.get().cameraId).toBeNull();
    expect(await open(new LocalMedia(settings))).toBe('front');
  },
);

test('a camera that was turned is the same one when it is switched on again, and another that is chosen is used', async () => {
  const { settings, local, turn, open } = await twoCameras({ tellsFacing: false, chosen: null });
  expect(await turn()).toBe('back');
  local.setWanted('camera', false);
  expect(await open(local)).toBe('back');
  settings.update({ cameraId: 'front' });
  local.retake('camera');
  await settled();
  expect(usedCamera(local)).toBe('front');
});

test('of three cameras that do not say where they look each is reached', async () => {
  const { turn } = await twoCameras({ tellsFacing: false, chosen: null });
  cameras = [BACK, LAPTOP_CAMERA, FRONT];
  expect([await turn(), await turn(), await turn(), await turn()]).toEqual(['back', 'laptop-camera', 'front', 'back']);
});

test('where there is but one camera, turning it shows the same', async () => {
  const { local, turn } = await twoCameras({ tellsFacing: false, chosen: null });
  cameras = [FRONT];
  expect(await turn()).toBe('front');
  expect(isOn(local.getSnapshot().camera)).toBe(true);
});

/** A camera, with a treatment that hides what is captured. */
async function hiddenCamera(background: 'none' | 'strong') {
  const settings = new SettingsStore(new FakeStorage());
  settings.update({ background });
  const local = new LocalMedia(settings);
  local.setWanted('camera', true);
  await settled();
  const parts = { track: null as Track | null, problem: null as TreatmentProblem | null };
  let change = () => {};
  const treat = () =>
    local.treat('camera', (captured, changed) => {
      change = changed;
      return {
        note: null,
        isLeftToBrowser: false,
        hides: true,
        get track() {
          return (parts.track ?? (settings.get().background === 'none' ? captured : null)) as MediaStreamTrack | null;
        },
        get problem() {
          return parts.problem;
        },
        close: () => {},
      };
    });
  const turn = (changes: Partial<typeof parts>) => {
    Object.assign(parts, changes);
    change();
  };
  const captured = () => tracks.at(-1) ?? expect.fail('nothing is captured');
  return { local, settings, treat, turn, captured };
}

test('of a camera whose background is to be hidden nothing goes out before it is, and what is captured is off', async () => {
  const { local, treat, turn, captured } = await hiddenCamera('strong');
  // What hides it has not been loaded yet.
  expect(local.local('camera')).toMatchObject({ wanted: true, track: null });
  expect(seenOf(local.getSnapshot().camera)).toBeNull();
  expect(isStarting(local.getSnapshot().camera)).toBe(true);
  treat();
  expect([local.local('camera').track, captured().enabled]).toEqual([null, false]);
  const made = new Track(LAPTOP_CAMERA, 'video');
  turn({ track: made });
  expect([local.local('camera').track, seenOf(local.getSnapshot().camera)]).toEqual([made, made]);
  expect([made.enabled, captured().enabled, isOn(local.getSnapshot().camera)]).toEqual([true, false, true]);
  // Another camera: nothing again until the first treated picture of it.
  turn({ track: null });
  local.retake('camera');
  await settled();
  expect([local.local('camera').track, captured().enabled]).toEqual([null, false]);
});

test('a background that is hidden later takes what is captured back at once, and one that is shown again gives it', async () => {
  const { local, settings, treat, turn, captured } = await hiddenCamera('none');
  treat();
  expect([local.local('camera').track, captured().enabled]).toEqual([captured(), true]);
  settings.update({ background: 'strong' });
  turn({});
  expect([local.local('camera').track, captured().enabled]).toEqual([null, false]);
  settings.update({ background: 'none' });
  turn({});
  expect([local.local('camera').track, captured().enabled]).toEqual([captured(), true]);
});

test('a room’s wish for a blur takes a camera back at once, whether what blurs it is there or still on its way', async () => {
  const { local, settings, treat, captured } = await hiddenCamera('none');
  const room = new LocalMedia(new SettingsStore(new FakeStorage()));
  room.setWanted('camera', true);
  await settled();
  expect(seenOf(room.getSnapshot().camera)).toBe(captured());
  expect(room.blur()).toBe(true);
  expect([room.local('camera').track, seenOf(room.getSnapshot().camera)]).toEqual([null, null]);
  // Here they have chosen by themselves that it is seen.
  treat();
  expect(local.blur()).toBe(false);
  expect(settings.get().background).toBe('none');
  expect(local.local('camera').track).not.toBeNull();
});

test('a camera whose background cannot be hidden is let go, and says why', async () => {
  const { local, treat, turn } = await hiddenCamera('strong');
  treat();
  turn({ problem: 'slow' });
  expect(local.getSnapshot().camera).toEqual({ wanted: false, capture: { is: 'failed', problem: 'slow' } });
  expect(local.local('camera')).toEqual({ wanted: false, track: null });
});
