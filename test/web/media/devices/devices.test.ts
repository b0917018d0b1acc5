import { afterEach, expect, test, vi } from 'vitest';
import { DeviceList } from '../../../../web/src/media/devices/devices.ts';

const HEADSET = { id: 'headset', label: 'Headset' };
const BUILT_IN = { id: 'built-in', label: 'Eingebaut' };

afterEach(() => vi.unstubAllGlobals());

/** Who looks all at once, of how often the browser was asked, and how often somebody was told. */
async function aList(kind: 'audioinput' | 'audiooutput') {
  let plugged = [HEADSET, BUILT_IN];
  const asked = vi.fn(async () => plugged.map(({ id, label }) => ({ kind, deviceId: id, label })));
  vi.stubGlobal('navigator', { mediaDevices: Object.assign(new EventTarget(), { enumerateDevices: asked }) });
  const devices = new DeviceList();
  await devices.refresh();
  const told = vi.fn();
  devices.subscribe(told);
  const look = async (next: typeof plugged) => {
    plugged = next;
    Object.assign(navigator.mediaDevices, { enumerateDevices: asked });
    await Promise.all([devices.look(), devices.look()]);
    return { asked: asked.mock.calls.length, told: told.mock.calls.length };
  };
  /** From now on, until the list is looked at again by `look`. */
  const fail = () => {
    const failed = vi.fn(() => Promise.reject(new DOMException('', 'InvalidStateError')));
    Object.assign(navigator.mediaDevices, { enumerateDevices: failed });
    return failed;
  };
  return { devices, look, fail };
}

test.each([
  ['microphone', 'audioinput', 'microphones'],
  ['speaker', 'audiooutput', 'speakers'],
] as const)(
  'a %s that goes without a word of the system is found by looking, and nobody is told where nothing has changed',
  async (_what, kind, list) => {
    const { devices, look } = await aList(kind);
    expect(await look([HEADSET, BUILT_IN])).toEqual({ asked: 2, told: 0 });
    expect(await look([BUILT_IN])).toEqual({ asked: 3, told: 1 });
    expect(devices.getSnapshot()[list]).toEqual([BUILT_IN]);
  },
);

test('that the system prefers another is found as well, by the name that it gives to that', async () => {
  const { look } = await aList('audioinput');
  const preferring = (label: string) => [{ id: 'default', label: `Default - ${label}` }, HEADSET, BUILT_IN];
  await look(preferring('Headset'));
  expect(await look(preferring('Headset'))).toMatchObject({ told: 1 });
  expect(await look(preferring('Eingebaut'))).toMatchObject({ told: 2 });
});

test('who looks once more after that is not answered by what was', async () => {
  const { look } = await aList('audioinput');
  await look([]);
  expect(await look([HEADSET])).toMatchObject({ told: 2 });
});

test('what is plugged in is still known when the browser cannot say it once', async () => {
  const { devices, look, fail } = await aList('audiooutput');
  const failed = fail();
  await devices.look();
  await devices.refresh();
  expect([failed.mock.calls.length, devices.getSnapshot().speakers]).toEqual([2, [HEADSET, BUILT_IN]]);
  expect(await look([HEADSET, BUILT_IN])).toMatchObject({ told: 0 });
});
