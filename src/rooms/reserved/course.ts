import { leftUntil, RESERVED_REMINDER_MS, type ReservedView } from '../../protocol/index.ts';
import type { ReservedTime, RunningDate } from '../ports/storage.ts';

// What the reserved times of a room mean for the meeting that goes on in it, worked out anew at each look.

/** Who has to go for the next ones sees the time run for so long. */
export const NEXT_COUNTDOWN_MS = 5 * 60_000;
/** What comes later than this is of no interest to those who are here now. */
const NEXT_WITHIN_MS = 12 * 3_600_000;

/** Which time is the meeting's own. `was`: as it was last seen, also when it was called off since. */
export interface Own {
  readonly was: RunningDate;
  readonly isCalledOff: boolean;
}

export interface Course {
  readonly own: Own | null;
  readonly view: ReservedView | null;
  /** The meeting ends then, for the next one; null: nobody waits for the room. */
  readonly endsForNextAt: number | null;
  /** When to look again; null: nothing is known to come. */
  readonly lookAt: number | null;
}

/** `times`: of this room, that are not over. `former`: what was its own at the last look. */
export function courseOf(times: readonly ReservedTime[], { former, now }: { former: Own | null; now: number }): Course {
  const own = former === null ? begun(times, now) : followed(times, former, now);
  if (own === null) return { own, view: null, endsForNextAt: null, lookAt: soonest([nextOpening(times, now)], now) };
  const { was, isCalledOff } = own;
  const isCurrent = !isCalledOff && was.opensAt <= now;
  const next = nextAfter(times, own, now);
  // One that begins before the buffer of this one is over waits for its end.
  const endsForNextAt = next && Math.max(next.opensAt, isCurrent ? was.endsAt : 0);
  const nextInMs =
    endsForNextAt === null || endsForNextAt > now + NEXT_WITHIN_MS ? null : leftUntil(endsForNextAt, now);
  const moments = [
    endsForNextAt,
    endsForNextAt && endsForNextAt - NEXT_COUNTDOWN_MS,
    ...(isCalledOff ? [] : [was.opensAt, was.endsAt, was.endsAt - RESERVED_REMINDER_MS]),
  ];
  return { own, view: isCurrent ? viewOf(was, nextInMs, now) : null, endsForNextAt, lookAt: soonest(moments, now) };
}

function viewOf({ beginsAt, endsAt }: RunningDate, nextInMs: ReservedView['nextInMs'], now: number): ReservedView {
  if (endsAt <= now) return { state: 'over', nextInMs };
  const minutes = Math.round((endsAt - beginsAt) / 60_000);
  return { state: 'running', endsInMs: leftUntil(endsAt, now), minutes, nextInMs };
}

/** Whoever comes when two of them are open comes for the later one. */
function begun(times: readonly ReservedTime[], now: number): Own | null {
  const open = times.filter(({ opensAt, closesAt }) => opensAt <= now && closesAt > now);
  const was = open.toSorted((one, other) => one.beginsAt - other.beginsAt).at(-1);
  return was === undefined ? null : { was, isCalledOff: false };
}

function followed(times: readonly ReservedTime[], { was, isCalledOff }: Own, now: number): Own {
  const found = times.find((time) => isSame(time, was));
  if (found) return { was: found, isCalledOff: false };
  // What is over is not found any more, and was called off by nobody.
  return { was, isCalledOff: isCalledOff || was.closesAt > now };
}

/** The next of the others. */
function nextAfter(times: readonly ReservedTime[], { was, isCalledOff }: Own, now: number): ReservedTime | null {
  const after = isCalledOff || was.opensAt > now ? now : was.beginsAt;
  const others = times.filter((time) => !isSame(time, was) && time.beginsAt > after && time.closesAt > now);
  return others.toSorted((one, other) => one.opensAt - other.opensAt)[0] ?? null;
}

function nextOpening(times: readonly ReservedTime[], now: number): number | null {
  return soonest(
    times.map(({ opensAt }) => opensAt),
    now,
  );
}

function isSame(one: RunningDate, other: RunningDate): boolean {
  return one.reservationId === other.reservationId && one.date === other.date;
}

function soonest(moments: readonly (number | null)[], now: number): number | null {
  const toCome = moments.filter((at) => at !== null && at > now) as readonly number[];
  return toCome.length === 0 ? null : Math.min(...toCome);
}
