import type { Command, CommandReplies } from '../../protocol/index.ts';
import type { Membership } from '../../rooms/meeting/membership.ts';
import type { Action } from '../../rooms/meeting/rights.ts';
import type { RoomService } from '../../rooms/room-service.ts';

/** Answers one parsed command of somebody who is in a room or its lobby; nothing stands for `{}`. */
export type Handler<N extends Action> = (
  rooms: RoomService,
  membership: Membership,
  command: Command<N>,
) => Promise<CommandReplies[N] extends Record<string, never> ? void : CommandReplies[N]>;

export type Handlers<N extends Action = Action> = { readonly [K in N]: Handler<K> };
