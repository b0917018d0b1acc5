import type { Handlers } from './handler.ts';

type RoomAction =
  | 'room:leave'
  | 'stay:end'
  | 'room:lock'
  | 'room:end'
  | 'room:close'
  | 'room:keep-open'
  | 'room:configure';

export const roomHandlers: Handlers<RoomAction> = {
  'room:leave': (rooms, membership, command) => rooms.leave(membership, command),
  'stay:end': (rooms, membership) => rooms.endStay(membership),
  'room:lock': ({ moderation }, membership, command) => moderation.lock(membership, command),
  'room:end': ({ moderation }, membership) => moderation.end(membership),
  'room:close': ({ moderation }, membership, command) => moderation.closeLater(membership, command),
  'room:keep-open': ({ moderation }, membership) => moderation.keepOpen(membership),
  'room:configure': ({ moderation }, membership, command) => moderation.configure(membership, command),
};
