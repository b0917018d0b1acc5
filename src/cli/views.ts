import type { StoredRoom } from '../rooms/ports.ts';
import type { StoredInvite } from '../storage/index.ts';

// What is printed of a room and an invite with --json. Neither has a hash.

export function roomView(room: StoredRoom, publicUrl: string) {
  return {
    id: room.id,
    name: room.name,
    link: roomLink(publicUrl, room.id),
    hasPassword: room.passwordHash !== null,
    lobby: room.lobby,
    lobbyMessage: room.lobbyMessage,
    joinBeforeHost: room.joinBeforeHost,
    locked: room.locked,
    maxParticipants: room.maxParticipants,
    muteOnEntry: room.muteOnEntry,
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
    status: inviteStatus(invite),
    uses: invite.uses,
    maxUses: invite.maxUses,
    expiresAt: invite.expiresAt === null ? null : isoTime(invite.expiresAt),
    createdAt: isoTime(invite.createdAt),
  };
}
export type InviteView = ReturnType<typeof inviteView>;

export function roomLink(publicUrl: string, roomId: string): string {
  return `${publicUrl}/r/${roomId}`;
}

/** The secret stands in the fragment, which no browser sends and no server logs. */
export function inviteLink(publicUrl: string, roomId: string, secret: string): string {
  return `${roomLink(publicUrl, roomId)}#invite=${secret}`;
}

function inviteStatus({ revokedAt, expiresAt, maxUses, uses }: StoredInvite) {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= Date.now()) return 'expired';
  return maxUses !== null && uses >= maxUses ? 'used up' : 'open';
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
