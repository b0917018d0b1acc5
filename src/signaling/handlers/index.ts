import type { Handlers } from './handler.ts';
import { lobbyHandlers } from './lobby.ts';
import { mediaHandlers } from './media.ts';
import { participantHandlers } from './participant.ts';
import { roomHandlers } from './room.ts';

export const handlers: Handlers = { ...roomHandlers, ...lobbyHandlers, ...participantHandlers, ...mediaHandlers };
