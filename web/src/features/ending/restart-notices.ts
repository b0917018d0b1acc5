import type { Notice } from '../../call/call-state.ts';
import { changedRoom, type MeetingRoom } from '../../call/received.ts';
import type { ServerEvent } from '../../session/signaling.ts';

export type RestartNotice = Extract<Notice, { kind: 'restarting' }>;

/** That the server is going to be started again, at the table and at the console alike; once, since its moment stands. */
export function restartNoticesOf(room: MeetingRoom, event: ServerEvent): readonly RestartNotice[] {
  if (event.name !== 'room:updated' || room.restartsAt !== null) return [];
  const { restartsAt } = changedRoom(room, event.data);
  return restartsAt === null ? [] : [{ kind: 'restarting', restartsAt }];
}
