import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { treatSound } from '../../../../web/src/media/sound/treat-sound.ts';
import { SettingsStore } from '../../../../web/src/settings.ts';
import { soundHint } from '../../../../web/src/ui/devices/sound-hint.ts';
import { FakeStorage } from '../../fakes.ts';
import { german } from '../../german.ts';
import { FakeTrack, filters, haltSound, makeSound, stubSound } from './fake-sound.ts';

/** Longer than programs start and three windows last. */
const LONG_ENOUGH = 12;
const SLOWLY = { pace: 1.1 };

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  stubSound();
  // The thread's own code, behind the same messages.
  await import('../../../../web/src/media/sound/worklet/chain-worklet.ts');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Microphones of one machine, each treated as the settings say. */
function aMachine() {
  const settings = new SettingsStore(new FakeStorage());
  const treat = treatSound(settings);
  return {
    settings,
    microphone: () => {
      const captured = new FakeTrack('captured');
      const changed = vi.fn();
      const treatment = treat(captured as unknown as MediaStreamTrack, changed);
      return {
        treatment,
        captured,
        changed,
        read: () => german(`devices.${soundHint(settings.get().sound, treatment)}`),
      };
    },
  };
}

/** Until there is this filter, and it gives sound. */
async function expectFilters(...names: string[]): Promise<void> {
  await expect.poll(filters).toEqual(names);
}

test('a machine too slow for one filter gets the lighter one, and too slow for that the browser’s own, which is said; no microphone after it tries again, and who chooses it anew does', async () => {
  const { settings, microphone } = aMachine();
  const { treatment, captured, changed, read } = microphone();
  await expectFilters('gtcrn');
  makeSound(1);
  expect([treatment.note?.filter, treatment.track?.id]).toEqual(['on', 'treated']);
  makeSound(LONG_ENOUGH);
  expect(treatment.note?.filter).toBe('on');

  makeSound(LONG_ENOUGH, SLOWLY);
  // The one fades out before the other begins.
  await expectFilters('rnnoise');
  makeSound(1);
  expect([treatment.note?.filter, treatment.track?.id]).toEqual(['light', 'treated']);
  expect(read()).toMatch(/^Die anderen hören Ihre Stimme/);

  changed.mockClear();
  makeSound(LONG_ENOUGH, SLOWLY);
  expect(treatment.note?.filter).toBe('slow');
  expect(read()).toBe('Dieses Gerät ist dafür gerade zu langsam. Der Browser unterdrückt Geräusche, so gut er kann.');
  expect([treatment.isLeftToBrowser, treatment.track]).toEqual([true, captured]);
  expect(changed).toHaveBeenCalled();
  await expectFilters();
  treatment.close();

  const next = microphone();
  expect([next.treatment.note?.filter, next.treatment.isLeftToBrowser]).toEqual(['slow', true]);
  await vi.dynamicImportSettled();
  makeSound(1);
  expect(filters()).toEqual([]);
  settings.update({ sound: 'clear' });
  expect(next.treatment.isLeftToBrowser).toBe(true);
  settings.update({ sound: 'plain' });
  settings.update({ sound: 'clear' });
  expect(next.treatment.isLeftToBrowser).toBe(false);
  await expectFilters('gtcrn');
  makeSound(1);
  expect(next.treatment.note?.filter).toBe('on');
  next.treatment.close();
});

test('a hiccup, a lid that was closed and whoever wishes no filter cost nobody theirs', async () => {
  const { settings, microphone } = aMachine();
  const { treatment } = microphone();
  await expectFilters('gtcrn');
  makeSound(6);
  makeSound(4, SLOWLY);
  makeSound(4);
  vi.setSystemTime(Date.now() + 3_600_000);
  makeSound(6);
  expect(treatment.note?.filter).toBe('on');
  settings.update({ sound: 'plain' });
  makeSound(1);
  await expectFilters();
  makeSound(LONG_ENOUGH, SLOWLY);
  settings.update({ sound: 'clear' });
  await expectFilters('gtcrn');
  makeSound(1);
  expect(treatment.note?.filter).toBe('on');
  treatment.close();
});

test('a filter that gives silence, or a browser whose sound has another rate, leaves noise to the browser in other words', async () => {
  const { treatment, read } = aMachine().microphone();
  await expectFilters('gtcrn');
  makeSound(1);
  makeSound(3, { isFiltered: false });
  expect([treatment.note?.filter, treatment.isLeftToBrowser]).toEqual(['unsupported', true]);
  expect(read()).toMatch(/^Das geht hier nicht\./);
  treatment.close();

  stubSound({ sampleRate: 44_100 });
  const other = aMachine().microphone();
  await expect.poll(() => other.treatment.note?.filter).toBe('unsupported');
  expect([filters(), other.treatment.track]).toEqual([[], other.captured]);
  other.treatment.close();
});

test('a system whose loudspeaker dies halts the sound of a microphone for a moment: it goes out as captured, then treated again', async () => {
  const { treatment, captured } = aMachine().microphone();
  await expectFilters('gtcrn');
  makeSound(1);
  expect(treatment.track?.id).toBe('treated');
  haltSound();
  expect(treatment.track).toBe(captured);
  makeSound(1);
  expect(treatment.track?.id).toBe('treated');
  treatment.close();
});

test('a browser that never makes sound leaves noise to itself after a while, and says so; before somebody has touched the page it may yet', async () => {
  stubSound({ runs: false });
  const activation = { hasBeenActive: false };
  vi.stubGlobal('navigator', { userActivation: activation });
  const { treatment, captured, changed, read } = aMachine().microphone();
  await vi.dynamicImportSettled();
  vi.advanceTimersByTime(60_000);
  expect([treatment.note?.filter, treatment.isLeftToBrowser]).toEqual(['starting', false]);
  activation.hasBeenActive = true;
  captured.muted = true;
  vi.advanceTimersByTime(60_000);
  expect(treatment.note?.filter).toBe('starting');
  captured.muted = false;
  vi.advanceTimersByTime(15_000);
  expect([treatment.note?.filter, treatment.isLeftToBrowser, treatment.track]).toEqual(['stalled', true, captured]);
  expect(read()).toMatch(
    /^Die Geräuschunterdrückung ließ sich gerade nicht starten\. Der Browser unterdrückt Geräusche/,
  );
  expect(changed).toHaveBeenCalled();
  // The filter has faded out.
  makeSound(1);
  treatment.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a filter whose code does not come is not waited for longer, and no timer outlives a microphone that is let go meanwhile', async () => {
  vi.resetModules();
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  const { treatSound: treatAnew } = await import('../../../../web/src/media/sound/treat-sound.ts');
  const microphone = () =>
    treatAnew(new SettingsStore(new FakeStorage()))(new FakeTrack('captured') as unknown as MediaStreamTrack, () => {});
  const treatment = microphone();
  await vi.dynamicImportSettled();
  makeSound(14);
  expect([treatment.note?.filter, treatment.isLeftToBrowser]).toEqual(['starting', false]);
  makeSound(2);
  expect([treatment.note?.filter, treatment.isLeftToBrowser]).toEqual(['stalled', true]);
  treatment.close();
  const other = microphone();
  other.close();
  await vi.dynamicImportSettled();
  expect(vi.getTimerCount()).toBe(0);
});

test('that a microphone gives nothing is not said of one that the system holds, and is again once it does not', async () => {
  const { microphone } = aMachine();
  const { treatment, captured } = microphone();
  await expectFilters('gtcrn');
  captured.hold(true);
  makeSound(10, { level: 0 });
  expect(treatment.note?.hears).toBe('quiet');
  captured.hold(false);
  makeSound(3, { level: 0 });
  expect(treatment.note?.hears).toBe('quiet');
  makeSound(3, { level: 0 });
  expect(treatment.note?.hears).toBe('nothing');
  treatment.close();
  expect(captured.clones.map(({ listeners }) => listeners)).toEqual([0]);
});

test('original sound goes out as it is captured and is listened to all the same: whether there is any, and words, but no noise', async () => {
  const { settings, microphone } = aMachine();
  settings.update({ sound: 'original' });
  const { treatment, captured } = microphone();
  await vi.dynamicImportSettled();
  makeSound(5, { level: 0 });
  expect(treatment.note?.hears).toBe('nothing');
  makeSound(1, { level: 0.001 });
  makeSound(1);
  expect(treatment.note?.hears).toBe('speech');
  makeSound(12);
  expect(treatment.note?.hears).toBe('quiet');
  expect([treatment.track, treatment.note?.filter, filters()]).toEqual([captured, 'off', []]);
  settings.update({ sound: 'plain' });
  makeSound(1);
  expect([treatment.track?.id, treatment.note?.hears]).toEqual(['treated', 'noise']);
  treatment.close();
});
