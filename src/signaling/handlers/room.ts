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
  'room:lock': ({ settings }, membership, command) => settings.lock(membership, command),
  'room:end': ({ ending }, membership) => ending.end(membership),
  'room:close': ({ ending }, membership, command) => ending.closeLater(membership, command),
  'room:keep-open': ({ ending }, membership) => ending.keepOpen(membership),
  'room:configure': ({ settings }, membership, command) => settings.configure(membership, command),
};
