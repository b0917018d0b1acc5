import type { SettingsStore } from '../../settings.ts';
import type { Treat } from '../treatment/treatment.ts';
import { type Machine, SoundTreatment } from './sound-treatment.ts';

const UNTRIED: Machine = { filter: 'gtcrn', why: 'unsupported' };

/** How a microphone is treated, by the settings of the moment. */
export function treatSound(settings: SettingsStore): Treat {
  const machine = { ...UNTRIED };
  let { sound } = settings.get();
  // Before each microphone hears of it. Whoever chooses it anew wants it tried: the machine may have been busy.
  settings.subscribe(() => {
    const before = sound;
    sound = settings.get().sound;
    if (sound === 'clear' && before !== 'clear') Object.assign(machine, UNTRIED);
  });
  return (captured, changed) => new SoundTreatment({ captured, settings, machine, changed });
}
