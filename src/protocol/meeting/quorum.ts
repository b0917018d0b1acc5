import type { ParticipantView } from './people.ts';
import type { SeatView } from './plan.ts';
import type { PollQuorum } from './polls.ts';

// Whether enough of those expected are here to decide: one rule for the server, which writes it beside each poll, and
// for every screen.

export interface Presence {
  /** Seats of the plan whose people can be reached now. */
  readonly present: number;
  readonly expected: number;
  /** Seats that are kept for people whose line is down just now: here again in a moment, or gone. */
  readonly cutOff: number;
  /** Null: no quorum was set. */
  readonly quorum: { readonly needed: number; readonly isMet: boolean } | null;
}

type Person = Pick<ParticipantView, 'id' | 'line'>;
type Seat = Pick<SeatView, 'participantId'>;

/** Who can neither hear nor be heard takes no part, be the place kept for them or not. */
export function isReached({ line }: Person): boolean {
  return line === 'good';
}

/** Null without a plan: nobody knows then how many there should be. */
export function presenceOf(
  { plan, quorum: needed }: { readonly plan: readonly Seat[]; readonly quorum: number | null },
  people: readonly Person[],
): Presence | null {
  if (plan.length === 0) return null;
  const byId = new Map(people.map((person) => [person.id, person]));
  const sitting = plan.flatMap(({ participantId }) => byId.get(participantId ?? '') ?? []);
  const present = sitting.filter(isReached).length;
  const quorum = needed === null ? null : { needed, isMet: present >= needed };
  return { present, expected: plan.length, cutOff: sitting.length - present, quorum };
}

/** What is written beside a poll; null where no line is drawn. */
export function quorumMarkOf(presence: Presence | null): PollQuorum | null {
  if (presence === null || presence.quorum === null) return null;
  const { present, expected, quorum } = presence;
  return { isMet: quorum.isMet, present, expected, needed: quorum.needed };
}
