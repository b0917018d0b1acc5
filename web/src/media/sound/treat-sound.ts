import type { SettingsStore } from '../../settings.ts';
import type { Treat } from '../treatment/treatment.ts';
import { type Machine, SoundTreatment } from './sound-treatment.ts';

/** How a microphone is treated, by the settings of the moment. */
export function treatSound(settings: SettingsStore): Treat {
  const machine: Machine = { filter: 'gtcrn', why: 'unsupported' };
  return (captured, changed) => new SoundTreatment({ captured, settings, machine, changed });
}
