import { plainName } from '../../protocol/base/text.ts';
import { joinedOf, type Participant } from '../meeting/index.ts';
import type { StoredSeat } from '../ports/storage.ts';

/**
 * Who sits where in the plan, one person to a seat. First the seat an invite was made for; of two such invites the
 * newer one counts, because the older was replaced by it. Then the free seat that alone bears one's name. Observers
 * and those for whom there is none are not in it.
 */
export function chooseSeats(plan: readonly StoredSeat[], atTable: readonly Participant[]): Map<Participant, string> {
  const chosen = new Map<Participant, string>();
  if (plan.length === 0) return chosen;
  const free = new Set(plan.map(({ id }) => id));
  const people = atTable.filter(({ state }) => joinedOf(state)?.role !== 'observer');
  const sit = (participant: Participant, seatId: string | null | undefined) => {
    if (seatId != null && !chosen.has(participant) && free.delete(seatId)) chosen.set(participant, seatId);
  };

  const invited = people.filter(({ invite }) => invite !== null && invite.seatId !== null);
  invited.sort((a, b) => (b.invite?.createdAt ?? 0) - (a.invite?.createdAt ?? 0));
  for (const participant of invited) sit(participant, participant.invite?.seatId);

  const byName = new Map<string, string | null>();
  for (const { id, name } of plan) byName.set(plainName(name), byName.has(plainName(name)) ? null : id);
  for (const participant of people) sit(participant, byName.get(plainName(participant.displayName)));
  return chosen;
}
