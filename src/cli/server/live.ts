import type { RunningMeetings } from '../../catalogue/rooms/running-meetings.ts';
import { FailedError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import type { LiveCount } from '../output/render.ts';
import type { AdminClient, LiveRoom } from './admin-client.ts';
import { ServerNotRunningError } from './admin-client.ts';

/** Who is where, for commands that also work without a server: null when none answers. */
export async function liveCounts(admin: AdminClient): Promise<((roomId: string) => LiveCount) | null> {
  const rooms = await admin.rooms().catch(ignoreFailure);
  if (rooms === null) return null;
  const byId = new Map<string, LiveRoom>(rooms.map((room) => [room.id, room]));
  return (roomId) => {
    const { participants, lobby } = byId.get(roomId) ?? { participants: 0, lobby: 0 };
    return { participants, lobby };
  };
}

/** Tells a running server of a change that is already stored; one that is not running reads it when it starts. */
export function announcing({ admin, io }: { admin: AdminClient; io: Io }): RunningMeetings {
  return {
    reload: (roomId) => announce(admin.reload(roomId), io),
    revoked: (roomId, inviteId) => announce(admin.revoked(roomId, inviteId), io),
  };
}

async function announce(call: Promise<void>, io: Io): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ServerNotRunningError) return;
    if (!(error instanceof FailedError)) throw error;
    io.err(`Note: this is stored, but the running server has not taken it over yet. ${error.message}`);
  }
}

function ignoreFailure(error: unknown): null {
  if (error instanceof FailedError) return null;
  throw error;
}
