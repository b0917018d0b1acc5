import type { Feature, Here } from '../../call/meeting/feature.ts';
import { changedSeats } from '../../call/meeting/received.ts';

/** Expected people in their order, and whom everyone sees large: both are the room's. */
export const plan = {
  changes: {
    'seat:changed': ({ room }, seat) => ({ room: { ...room, plan: changedSeats(room.plan, seat) } }),
  },
  turns: { 'spotlight:set': () => 'spotlight' },
} satisfies Feature<Here, Here, never>;
