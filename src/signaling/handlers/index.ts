import type { Command, CommandReplies } from '../../protocol/index.ts';
import { authorize, type Membership } from '../../rooms/meeting/membership.ts';
import type { Action } from '../../rooms/meeting/rights.ts';
import { keepPace } from '../../rooms/pace/pace.ts';
import type { RoomService } from '../../rooms/room-service.ts';
import { attendanceHandlers } from './attendance.ts';
import { chatHandlers } from './chat.ts';
import { clinicHandlers } from './clinic.ts';
import { consoleHandlers } from './console.ts';
import { floorHandlers } from './floor.ts';
import type { Handler, Handlers } from './handler.ts';
import { handsHandlers } from './hands.ts';
import { lobbyHandlers } from './lobby.ts';
import { mediaHandlers } from './media.ts';
import { orderHandlers } from './order.ts';
import { participantHandlers } from './participant.ts';
import { pollHandlers } from './poll.ts';
import { roomHandlers } from './room.ts';

const handlers: Handlers = {
  ...roomHandlers,
  ...lobbyHandlers,
  ...participantHandlers,
  ...floorHandlers,
  ...handsHandlers,
  ...orderHandlers,
  ...consoleHandlers,
  ...chatHandlers,
  ...pollHandlers,
  ...attendanceHandlers,
  ...clinicHandlers,
  ...mediaHandlers,
};

/**
 * One parsed command of somebody who is in: within their rights, and within its pace; what it has done is told to them
 * before it is answered. Errors: NOT_ALLOWED, RATE_LIMITED, as the command.
 */
export async function perform<N extends Action>(
  rooms: RoomService,
  membership: Membership,
  name: N,
  command: Command<N>,
): Promise<CommandReplies[N]> {
  authorize(membership, name);
  // Who may not do it uses up nobody's pace.
  keepPace(membership, name);
  // The schema that parsed it is the one that the handler's type comes from.
  const handler = handlers[name] as Handler<N>;
  try {
    return ((await handler(rooms, membership, command)) ?? {}) as CommandReplies[N];
  } finally {
    membership.meeting.catchUp(membership.participant);
  }
}
