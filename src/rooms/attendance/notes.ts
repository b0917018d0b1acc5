import type { StoredStay } from '../ports/storage.ts';

export const DAY_MS = 86_400_000;
/** Five hundred people who come ten times each. Whoever comes and goes for hours must not fill the disk. */
const MAX_STAYS = 5_000;
/** So many go at once, since looking for them goes through all. */
const FORGOTTEN_AT_ONCE = 250;

/** What is noted of one meeting: by participant who is here now, and of those who have left. */
export interface Notes {
  /** For how long, as people were told last. */
  days: number;
  readonly open: Map<string, StoredStay>;
  /** What those who are here call themselves, without a number: under another name begins another stay. */
  readonly names: Map<string, string>;
  ended: StoredStay[];
}

/**
 * Beyond the bound those who were there for the shortest time go: who comes and goes again and again to fill the list
 * takes nobody off it who took part. Answers their ids.
 */
export function forgetBriefest(notes: Notes): readonly string[] {
  const excess = notes.open.size + notes.ended.length - MAX_STAYS;
  if (excess <= 0) return [];
  const lasted = ({ joinedAt, leftAt }: StoredStay) => (leftAt ?? Number.POSITIVE_INFINITY) - joinedAt;
  const briefest = new Set(
    notes.ended.toSorted((one, other) => lasted(one) - lasted(other)).slice(0, excess + FORGOTTEN_AT_ONCE),
  );
  notes.ended = notes.ended.filter((stay) => !briefest.has(stay));
  return [...briefest].map(({ id }) => id);
}

/** What has changed by it. Nobody who has left is kept for longer than they were told. */
export function changeRetention(notes: Notes, days: number, now: number): StoredStay[] {
  notes.days = days;
  for (const [participantId, stay] of notes.open) {
    notes.open.set(participantId, { ...stay, keepUntil: now + days * DAY_MS });
  }
  for (const [index, stay] of notes.ended.entries()) {
    const keepUntil = Math.min(stay.keepUntil, (stay.leftAt ?? now) + days * DAY_MS);
    notes.ended[index] = { ...stay, keepUntil };
  }
  return [...notes.open.values(), ...notes.ended];
}
