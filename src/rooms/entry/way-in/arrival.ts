import { joinedOf, type Meeting, mayChair, Participant } from '../../meeting/index.ts';
import type { RedeemedInvite } from '../../ports/auth.ts';
import { higher, roleWithin } from '../place/role-within.ts';
import type { Comer, Right } from './comer.ts';

/** Making a session takes milliseconds, and is given up before this. */
export const KNOCK_DEADLINE_MS = 15_000;

/**
 * Who comes, with all that the meeting knows of them: from what the chair has decided, from where they come, and from
 * what they were before. `former`: whose right they have, too.
 */
export function arrivalOf(
  meeting: Meeting,
  comer: Comer,
  { redeemed, shownHash, wayBack }: Right,
  former: Participant | undefined,
): Participant {
  const was = wayBack?.was;
  const now = Date.now();
  const invite = redeemed?.invite ?? was?.invite ?? former?.invite ?? null;
  const deviceHash = was?.deviceHash ?? comer.deviceHash;
  const decided = meeting.decidedRoles.of({ invite, deviceHash });
  const decidedRole = former?.decidedRole ?? decided ?? was?.decidedRole ?? null;
  const formerRole = former && joinedOf(former.state)?.role;
  const ownRole = was?.role ?? redeemed?.invite.role ?? 'participant';
  const entryRole = roleWithin(formerRole === undefined ? ownRole : higher(ownRole, formerRole), decidedRole);
  // Who is known by nothing else is still who was put back.
  const stay = was && { id: was.participantId, invite: null, deviceHash: null, origins: [] };
  const isStillPutBack = stay !== undefined && meeting.putBack.includes(stay);
  const participant = new Participant({
    displayName: was?.displayName ?? comer.displayName,
    invite,
    inviteUse: redeemed,
    entryRole,
    shownHash,
    wasSeated: was?.wasSeated === true || meeting.seatedBefore.has({ invite: null, deviceHash }),
    deviceHash,
    connection: comer.connection,
    state: { kind: 'knocking', since: now, deadline: now + KNOCK_DEADLINE_MS },
  });
  participant.cameFrom(comer);
  const isVouchedFor = mayChair(entryRole) || isStillPutBack || meeting.putBack.has({ invite, deviceHash });
  participant.isFromMarkedOrigin = !isVouchedFor && isStranger(meeting, { ...comer, invite, deviceHash });
  participant.decidedRole = decidedRole;
  if (was) {
    participant.rank = was.rank;
    participant.hereSince = was.hereSince;
    if (isStillPutBack) meeting.putBack.add(participant);
  }
  return participant;
}

/**
 * Nobody who is known in this meeting, from where somebody came who was removed or put back: it may be the same person
 * under a new browser name, or a colleague. The chair decides.
 */
function isStranger(
  meeting: Meeting,
  { origin, ...newcomer }: { invite: RedeemedInvite | null; deviceHash: string | null; origin: string },
): boolean {
  if (newcomer.invite?.isPersonal || meeting.seatedBefore.has(newcomer)) return false;
  return meeting.banned.hasOrigin(origin) || meeting.putBack.hasOrigin(origin);
}
