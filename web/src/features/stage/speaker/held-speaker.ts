/** Shorter is a cough, a yes, a chair that is moved. */
const SPEAKS_MS = 1_500;
/** Whoever was given the place keeps it at least so long: of two who talk over each other neither flickers. */
const KEEPS_MS = 4_000;
/** Between two words and two sentences. A longer pause ends what was begun. */
const PAUSE_MS = 1_200;

/** Who is shown as speaking, and who is about to be. Times in milliseconds of one clock. */
export interface HeldSpeaker {
  readonly shown: string | null;
  readonly shownAt: number;
  readonly next: { readonly id: string; readonly since: number; readonly quietSince: number | null } | null;
}

export const NOBODY_YET: HeldSpeaker = { shown: null, shownAt: 0, next: null };

/** Who of the others is heard now; null: nobody, or oneself. */
export function otherSpeaking(
  { active, ids }: { readonly active: string | null; readonly ids: ReadonlySet<string> },
  selfId: string,
): string | null {
  return active !== null && active !== selfId && ids.has(active) ? active : null;
}

/** What follows when this one is heard now; null: nobody is. */
export function heard(held: HeldSpeaker, speaking: string | null, now: number): HeldSpeaker {
  const { shown, next } = held;
  if (speaking === null) return quiet(held, now);
  if (speaking === shown) return next === null ? held : { ...held, next: null };
  if (shown === null) return { shown: speaking, shownAt: now, next: null };
  const goesOn = next?.id === speaking && (next.quietSince === null || now - next.quietSince < PAUSE_MS);
  const since = goesOn ? next.since : now;
  if (now >= due(held, since)) return { shown: speaking, shownAt: now, next: null };
  return { ...held, next: { id: speaking, since, quietSince: null } };
}

/** How long until it is to be asked again, though nothing is heard that is new; null: not at all. */
export function waitsFor(held: HeldSpeaker, now: number): number | null {
  const { next } = held;
  return next === null || next.quietSince !== null ? null : Math.max(0, due(held, next.since) - now);
}

function quiet(held: HeldSpeaker, now: number): HeldSpeaker {
  const { next } = held;
  if (next === null || next.quietSince !== null) return held;
  return { ...held, next: { ...next, quietSince: now } };
}

function due({ shownAt }: HeldSpeaker, since: number): number {
  return Math.max(since + SPEAKS_MS, shownAt + KEEPS_MS);
}
