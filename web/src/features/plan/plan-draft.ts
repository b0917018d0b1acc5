import { isVisible, plainName } from '../../../../src/protocol/base/text.ts';
import type { CommandInput, ParticipantView, SeatView } from '../../../../src/protocol/index.ts';
import { MAX_DISPLAY_NAME_LENGTH, MAX_SEATS } from '../../../../src/protocol/limits.ts';

/** A seating plan while it is edited: rows keep the id of their seat, so that who sits there keeps sitting. */
export interface DraftSeat {
  /** For the screen alone. */
  readonly key: string;
  /** Null: a new one. */
  readonly id: string | null;
  readonly name: string;
}

export interface PlanDraft {
  readonly seats: readonly DraftSeat[];
  /** As typed. */
  readonly quorum: string;
}

let lastKey = 0;

/** What is needed of a seat of the plan that is there. */
type KnownSeat = Pick<SeatView, 'id' | 'name'>;

export function draftOf(plan: readonly KnownSeat[], quorum: number | null): PlanDraft {
  return { seats: plan.map(({ id, name }) => ({ key: id, id, name })), quorum: quorum === null ? '' : String(quorum) };
}

export function newSeat(name = ''): DraftSeat {
  lastKey += 1;
  return { key: `new-${lastKey}`, id: null, name };
}

/** One seat per line that says something. */
export function seatsOfLines(text: string): readonly DraftSeat[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter(isVisible).map((line) => newSeat(line.slice(0, MAX_DISPLAY_NAME_LENGTH)));
}

/** Those who are here and sit on no seat of the draft yet, in their order. */
export function seatsOfPresent(draft: PlanDraft, participants: readonly ParticipantView[]): readonly DraftSeat[] {
  const seated = new Set(draft.seats.map(({ id }) => id));
  const names = new Set(draft.seats.map(({ name }) => plainName(name)));
  const missing = participants.filter(
    ({ role, seatId, displayName }) =>
      role !== 'observer' && !(seatId !== null && seated.has(seatId)) && !names.has(plainName(displayName)),
  );
  return missing.map(({ displayName }) => newSeat(displayName));
}

/** One place up (-1) or down (+1); where there is none, nothing moves. */
export function moved(seats: readonly DraftSeat[], index: number, by: -1 | 1): readonly DraftSeat[] {
  const [one, other] = [seats[index], seats[index + by]];
  if (one === undefined || other === undefined) return seats;
  return seats.map((seat, at) => (at === index ? other : at === index + by ? one : seat));
}

type PlanProblem = 'nameMissing' | 'quorumInvalid' | 'tooMany';

/**
 * What is sent, or what is wrong with it. A seat that somebody else has taken out of `plan` meanwhile is a new one: what
 * was typed is not lost.
 */
export function commandOf(
  { seats, quorum }: PlanDraft,
  plan: readonly KnownSeat[],
): Omit<CommandInput<'plan:set'>, 'version'> | PlanProblem {
  const known = new Set(plan.map(({ id }) => id));
  if (seats.length > MAX_SEATS) return 'tooMany';
  if (seats.some(({ name }) => !isVisible(name))) return 'nameMissing';
  const needed = quorum.trim() === '' ? null : Number(quorum);
  if (needed !== null && !(Number.isInteger(needed) && needed >= 1 && needed <= MAX_SEATS)) return 'quorumInvalid';
  return {
    seats: seats.map(({ id, name }) => (id !== null && known.has(id) ? { id, name } : { name })),
    quorum: needed,
  };
}
