import type { Hearing } from '../../../media/treatment/sound-note.ts';

/** Noise while nobody else speaks is in nobody's way; so long beside voices, it is. */
const OWNER_AFTER_MS = 6_000;
/** Whoever was told has had the time to find the button. */
const CHAIR_AFTER_MS = 20_000;
/** A word in between, or a pause of the fan, makes it no other noise. */
const OVER_AFTER_MS = 12_000;

export interface NoiseMemory {
  /** While it was noise and others spoke, all together; in milliseconds. */
  readonly inTheWayMs: number;
  readonly lastNoiseAt: number | null;
  readonly at: number | null;
  readonly isOwnerTold: boolean;
  readonly isChairTold: boolean;
}

export const NO_NOISE: NoiseMemory = {
  inTheWayMs: 0,
  lastNoiseAt: null,
  at: null,
  isOwnerTold: false,
  isChairTold: false,
};

export interface NoiseLook {
  /** One's microphone is on, and goes out. */
  readonly isSending: boolean;
  readonly hears: Hearing;
  readonly doOthersSpeak: boolean;
  /** By a clock in milliseconds. */
  readonly now: number;
}

/** What a microphone that brings noise beside other people's words makes of it: first for its owner, then for the chair. */
export function refereed(before: NoiseMemory, { isSending, hears, doOthersSpeak, now }: NoiseLook): NoiseMemory {
  if (!isSending) return NO_NOISE;
  const isNoise = hears === 'noise';
  const lastNoiseAt = isNoise ? now : before.lastNoiseAt;
  if (lastNoiseAt === null || now - lastNoiseAt > OVER_AFTER_MS) return NO_NOISE;
  const passed = isNoise && doOthersSpeak && before.at !== null ? now - before.at : 0;
  const inTheWayMs = before.inTheWayMs + passed;
  return {
    inTheWayMs,
    lastNoiseAt,
    at: now,
    isOwnerTold: inTheWayMs >= OWNER_AFTER_MS,
    isChairTold: inTheWayMs >= OWNER_AFTER_MS + CHAIR_AFTER_MS,
  };
}
