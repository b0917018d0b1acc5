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

test('a machine too slow for one filter gets the lighter one, and too slow for that the browser’s own, which is said; and no microphone after it tries again', async () => {
  const { microphone } = aMachine();
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
