import type { LocalSource } from '../../../media/devices/local/local-source.ts';

/** What one's own microphone does, and its owner may not know. */
export type OwnSoundTrouble = 'speaking-off' | 'nothing-heard' | 'noise';

/** What is said of it, and shown. */
export const TROUBLE_TEXTS = {
  'speaking-off': 'ownSound.speakingOff',
  'nothing-heard': 'ownSound.nothing',
  noise: 'ownSound.noise',
} as const satisfies Record<OwnSoundTrouble, string>;

/** What each shrinks to. */
export const TROUBLE_PILLS = {
  'speaking-off': 'ownSound.speakingOffPill',
  'nothing-heard': 'ownSound.nothingPill',
  noise: 'ownSound.noisePill',
} as const satisfies Record<OwnSoundTrouble, string>;

/** Whoever talks to somebody beside them while they are off is told once, and again after so long without a word. */
const REARM_MS = 90_000;
/** Whoever speaks draws breath, and thinks. */
const BREATH_MS = 5_000;

export interface OwnSoundMemory {
  /** What is shown; it stays until its cause is over, and of words into a microphone that is off until that is on. */
  readonly trouble: OwnSoundTrouble | null;
  /** When something was said into a microphone that is off, by a clock in milliseconds. */
  readonly spokenAt: number | null;
}

export const NO_TROUBLE: OwnSoundMemory = { trouble: null, spokenAt: null };

/** What is the matter from here on. The same object where nothing has changed. */
export function ownSound(before: OwnSoundMemory, microphone: LocalSource, now: number): OwnSoundMemory {
  const { wanted, capture, note } = microphone;
  if (capture.is !== 'live' || capture.isHeld || !note) return NO_TROUBLE;
  if (wanted) return note.hears === 'nothing' ? { trouble: 'nothing-heard', spokenAt: null } : NO_TROUBLE;
  if (note.hears === 'speech') return { trouble: 'speaking-off', spokenAt: now };
  const isOver = before.spokenAt === null || now - before.spokenAt > REARM_MS;
  return isOver ? NO_TROUBLE : { trouble: 'speaking-off', spokenAt: before.spokenAt };
}

/** Whether it goes on at this moment: whoever speaks unheard, or is not heard at all, is told for as long as that. */
export function goesOn({ trouble, spokenAt }: OwnSoundMemory, now: number): boolean {
  return trouble === 'nothing-heard' || (spokenAt !== null && now - spokenAt <= BREATH_MS);
}
