import { type LobbyStatus, leftUntil, type WaitingFor } from '../../../protocol/index.ts';
import { type KnownBearers, lobbyOf, type Meeting, mayChair, type Participant } from '../../meeting/index.ts';
import type { StoredRoom } from '../../ports/storage.ts';

// Who waits, and for what, as the room is set now: the same rule at the door and for those who wait already.

interface Guarded {
  readonly settings: StoredRoom;
  readonly people: { readonly hasHost: boolean };
  readonly putBack: KnownBearers;
  readonly reserved: () => { readonly isOpen: boolean };
}

/** Null: nothing stands between them and the table. */
export function waitingForOf(room: Guarded, participant: Participant): WaitingFor | null {
  const { entryRole, wasSeated } = participant;
  const isEarly = room.settings.onlyReserved === true && !mayChair(entryRole) && !wasSeated && !room.reserved().isOpen;
  if (isEarly) return 'opening';
  const isHostMissing = !mayChair(entryRole) && !room.settings.joinBeforeHost && !room.people.hasHost && !wasSeated;
  if (isHostMissing) return 'host';
  return needsAdmission(room, participant) ? 'admission' : null;
}

/** Whether the chair must say yes. */
export function needsAdmission(room: Guarded, participant: Participant): boolean {
  const { entryRole, invite, wasSeated, isFromMarkedOrigin } = participant;
  if (entryRole === 'moderator') return false;
  // A deputy as well: what the chair has decided outweighs the link.
  if (room.putBack.includes(participant)) return true;
  if (mayChair(entryRole)) return false;
  if (isFromMarkedOrigin) return true;
  const { lobby, trustedPass } = room.settings;
  if (wasSeated || (trustedPass && invite?.trusted === true)) return false;
  return lobby === 'on' || (invite === null && !hasShownPassword(room, participant));
}

/** Whether it is the password alone that they lack: who was put back, or may be somebody removed, waits for the chair. */
export function mayProve(room: Guarded, participant: Participant): boolean {
  const { lobby, passwordHash } = room.settings;
  if (lobby === 'on' || passwordHash === null) return false;
  const isMarked = participant.isFromMarkedOrigin || room.putBack.includes(participant);
  return !isMarked && needsAdmission(room, participant);
}

/** The one that the room has now. Where it has none, nobody is asked, unless those wait who cannot show one. */
function hasShownPassword({ settings: { lobby, passwordHash } }: Guarded, { shownHash }: Participant): boolean {
  return passwordHash === null ? lobby !== 'without-password' : shownHash === passwordHash;
}

/** What somebody who waits is told of their waiting. */
export function lobbyStatusOf(meeting: Meeting, participant: Participant): LobbyStatus {
  const { state } = participant;
  const { lobbyMessage, lobbyReplies } = meeting.settings;
  const waitingFor = lobbyOf(state)?.waitingFor ?? 'admission';
  const opensAt = waitingFor === 'opening' ? meeting.reserved().opensAt : null;
  return {
    waitingFor,
    opensInMs: opensAt === null ? null : leftUntil(opensAt),
    message: lobbyMessage,
    ...meeting.views.lobbyTextsFor(participant),
    mayReply: lobbyReplies,
    mayProve: mayProve(meeting, participant),
    restartsInMs: meeting.views.restartsInMs,
  };
}
