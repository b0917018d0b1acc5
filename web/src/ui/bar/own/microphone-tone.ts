import { isOn, type LocalSource } from '../../../media/devices/local/local-source.ts';

/** Whether it was on, as far as that is known; null: it is not yet. */
export type ToneMemory = boolean | null;

interface Heard {
  readonly known: ToneMemory;
  /** What is to be heard of it; null: nothing. */
  readonly tone: 'on' | 'off' | null;
}

/** What a microphone is now, and the tone that says that this is new. */
export function toneOf(known: ToneMemory, microphone: LocalSource): Heard {
  // One that only begins is neither.
  if (microphone.capture.is === 'starting') return { known, tone: null };
  const now = isOn(microphone);
  if (known === null || now === known) return { known: now, tone: null };
  return { known: now, tone: now ? 'on' : 'off' };
}
