import { attendanceHandlers } from './attendance.ts';
import { chatHandlers } from './chat.ts';
import { consoleHandlers } from './console.ts';
import { floorHandlers } from './floor.ts';
import type { Handlers } from './handler.ts';
import { handsHandlers } from './hands.ts';
import { lobbyHandlers } from './lobby.ts';
import { mediaHandlers } from './media.ts';
import { orderHandlers } from './order.ts';
import { participantHandlers } from './participant.ts';
import { pollHandlers } from './poll.ts';
import { roomHandlers } from './room.ts';

export const handlers: Handlers = {
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
  ...mediaHandlers,
};
