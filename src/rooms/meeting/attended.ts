import type { Participant } from './participant/participant.ts';
import { consoleOf, RESUME_WINDOW_MS } from './participant/participant-state.ts';

/**
 * A console whose owner has gone is used now and then by whoever chairs from it. One that nobody has touched for so long
 * lies in a bag: it counts for nobody who is here.
 */
export const UNATTENDED_MS = 30 * 60_000;

/** Whether somebody is at a console: its owner is in the meeting, or it was touched lately. */
export function isAttended(desk: Participant, participants: readonly Participant[]): boolean {
  const ownerId = consoleOf(desk.state)?.ownerId;
  return participants.some(({ id }) => id === ownerId) || performance.now() - desk.touchedAt < UNATTENDED_MS;
}

/**
 * Whether nobody of a meeting is left: people have been gone for as long as they find their way back, and no console was
 * used after that. Whoever comes now begins another meeting, and must not find what those before said and ruled.
 */
export function isForsaken({
  consoles,
  all,
  lastPersonAt,
}: {
  readonly consoles: readonly Participant[];
  readonly all: readonly Participant[];
  readonly lastPersonAt: number;
}): boolean {
  if (all.length === 0 || all.length > consoles.length) return false;
  const now = performance.now();
  const goneAt = lastPersonAt + RESUME_WINDOW_MS;
  return now >= goneAt && !consoles.some(({ touchedAt }) => touchedAt > goneAt && now - touchedAt < UNATTENDED_MS);
}
