import type { DeviceChoice } from './devices.ts';

/** What the browser takes for the system's choice. */
const SYSTEM = '';

/** Where sound goes, and what is known of what somebody has chosen for it. */
export interface Speaker {
  readonly chosen: string | null;
  /** For `setSinkId`. */
  readonly sinkId: string;
  /** It was chosen, and is not there. */
  readonly isGone: boolean;
  /** The browser has named speakers; before that none of them is missing. */
  readonly isNamed: boolean;
}

export const NO_SPEAKER: Speaker = { chosen: null, sinkId: SYSTEM, isGone: false, isNamed: false };

/** Chosen and there, it plays, also when it is plugged in again; else the system's choice does. */
export function speakerOf(before: Speaker, chosen: string | null, speakers: readonly DeviceChoice[]): Speaker {
  const isNamed = before.isNamed || speakers.length > 0;
  const isGone = chosen !== null && isNamed && !speakers.some(({ id }) => id === chosen);
  return { chosen, sinkId: chosen === null || isGone ? SYSTEM : chosen, isGone, isNamed };
}

/** Of one and the same wish: that it cannot be met is news, and that it can again. */
export function speakerNews(before: Speaker, now: Speaker): 'instead' | 'back' | null {
  if (now.isGone) return before.isGone && before.chosen === now.chosen ? null : 'instead';
  return before.isGone && before.chosen === now.chosen ? 'back' : null;
}
