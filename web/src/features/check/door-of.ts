import { parseRoomLink, roomPath } from '../../session/links/room-link.ts';

/** The door that one came from; null: from none. */
export function doorOf(hash: string): string | null {
  const roomId = /^#room=([a-z0-9-]{1,64})$/i.exec(hash)?.[1];
  const link = roomId === undefined ? null : parseRoomLink({ pathname: `/r/${roomId}`, hash: '' });
  return link && roomPath({ roomId: link.roomId, invite: null });
}
