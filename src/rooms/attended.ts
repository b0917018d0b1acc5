import type { Participant } from './live-participant.ts';
import { consoleOf } from './participant.ts';

/**
 * A console whose owner has gone is used now and then by whoever chairs from it. One that nobody has touched for so long
 * lies in a bag: it counts for nobody who is here.
 */
export const UNATTENDED_MS = 30 * 60_000;

/** Whether somebody is at a console: its owner is in the meeting, or it was touched lately. */
export function isAttended(desk: Participant, participants: readonly Participant[]): boolean {
  const ownerId = consoleOf(desk.state)?.ownerId;
  return participants.some(({ id }) => id === ownerId) || Date.now() - desk.touchedAt < UNATTENDED_MS;
}
