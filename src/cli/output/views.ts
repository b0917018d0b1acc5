import { roomLink } from '../../catalogue/links.ts';
import type { OwnedRoom } from '../../catalogue/ports.ts';
import { codeOf } from '../../catalogue/rooms/room-codes.ts';
import type { StoredRoom, StoredSeat, StoredStay } from '../../rooms/ports/storage.ts';
import type { StoredInvite } from '../../storage/index.ts';

// What is printed of a room and an invite with --json. Neither has a hash.

export function roomView(room: OwnedRoom, publicUrl: string) {
  return {
    id: room.id,
    name: room.name,
    link: roomLink(publicUrl, room.id),
    code: codeOf(room),
    hasPassword: room.passwordHash !== null,
    lobby: room.lobby,
    lobbyMessage: room.lobbyMessage,
    joinBeforeHost: room.joinBeforeHost,
    locked: room.locked,
    maxParticipants: room.maxParticipants,
    muteOnEntry: room.muteOnEntry,
    cameraOnEntry: room.cameraOnEntry,
    renaming: room.renaming,
    pseudonyms: room.pseudonyms,
    trustedPass: room.trustedPass,
    lobbyReplies: room.lobbyReplies,
    chat: room.chat,
    attendanceDays: room.attendanceDays,
    quorum: room.quorum,
    onlyReserved: room.onlyReserved ?? false,
    organisationId: room.owner?.organisationId ?? null,
    createdAt: isoTime(room.createdAt),
    updatedAt: isoTime(room.updatedAt),
  };
}
export type RoomView = ReturnType<typeof roomView>;

export function inviteView(invite: StoredInvite) {
  return {
    id: invite.id,
    roomId: invite.roomId,
    role: invite.role,
    label: invite.label,
    trusted: invite.trusted,
    seatId: invite.seatId,
    status: inviteStatus(invite),
    uses: invite.uses,
    maxUses: invite.maxUses,
    expiresAt: invite.expiresAt === null ? null : isoTime(invite.expiresAt),
    createdAt: isoTime(invite.createdAt),
  };
}
export type InviteView = ReturnType<typeof inviteView>;

/** The seats in their order; `link` says what became of the newest link that was made for it. */
export function planView(room: StoredRoom, seats: readonly StoredSeat[], invites: readonly StoredInvite[]) {
  return {
    room: { id: room.id, name: room.name },
    quorum: room.quorum,
    seats: seats.map(({ id, name }, index) => {
      const newest = invites.findLast(({ seatId }) => seatId === id);
      return { number: index + 1, id, name, link: newest ? inviteStatus(newest) : null };
    }),
  };
}
export type PlanView = ReturnType<typeof planView>;

export function stayView({ displayName, role, seat, joinedAt, leftAt }: StoredStay) {
  return { displayName, role, seat, joinedAt: isoTime(joinedAt), leftAt: leftAt === null ? null : isoTime(leftAt) };
}

function inviteStatus({ revokedAt, expiresAt, maxUses, uses }: StoredInvite) {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= Date.now()) return 'expired';
  return maxUses !== null && uses >= maxUses ? 'used up' : 'open';
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
