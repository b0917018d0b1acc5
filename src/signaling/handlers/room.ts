import type { Handlers } from './handler.ts';

export const roomHandlers: Handlers<'room:leave' | 'room:lock' | 'room:end'> = {
  'room:leave': (rooms, membership) => rooms.leave(membership),
  'room:lock': (rooms, membership, command) => rooms.moderation.lock(membership, command),
  'room:end': (rooms, membership) => rooms.moderation.end(membership),
};
