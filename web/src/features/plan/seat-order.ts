import type { ParticipantView } from '../../../../src/protocol/index.ts';
import type { ReceivedSeat } from '../../call/meeting/received.ts';

/** A place on the screen: somebody, or a chair that waits for somebody. */
export type Place =
  | { readonly kind: 'person'; readonly id: string; readonly participant: ParticipantView }
  | { readonly kind: 'empty'; readonly id: string; readonly seat: ReceivedSeat };

/**
 * The order that is the same on every screen: the plan's seats with who sits there, then everybody else as they came.
 * Observers have no place.
 */
export function placesOf(plan: readonly ReceivedSeat[], participants: readonly ParticipantView[]): readonly Place[] {
  const members = participants.filter(({ role }) => role !== 'observer');
  const byId = new Map(members.map((participant) => [participant.id, participant]));
  const planned = plan.map((seat) => {
    const participant = seat.participantId === null ? undefined : byId.get(seat.participantId);
    if (participant === undefined) return emptyPlace(seat);
    byId.delete(participant.id);
    return personPlace(participant);
  });
  return [...planned, ...[...byId.values()].map(personPlace)];
}

function personPlace(participant: ParticipantView): Place {
  return { kind: 'person', id: participant.id, participant };
}

function emptyPlace(seat: ReceivedSeat): Place {
  return { kind: 'empty', id: seat.id, seat };
}

/** More empty chairs than this part of all places would push those who are here into small pictures. */
const MOST_EMPTY = 1 / 3;

/** Whether empty chairs are shown as one line instead of one place each. */
export function collapsesEmpty(places: readonly Place[], { isPhone }: { isPhone: boolean }): boolean {
  const empty = places.filter(({ kind }) => kind === 'empty').length;
  return empty > 0 && (isPhone || empty > places.length * MOST_EMPTY);
}
