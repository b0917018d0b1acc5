import { DEFAULT_ROOM_SETTINGS } from '../protocol/base/default-settings.ts';
import type { NewRoom } from '../storage/index.ts';

/** Of a new room, where neither its house nor whoever makes it says anything else. */
export const DEFAULT_SETTINGS = DEFAULT_ROOM_SETTINGS satisfies Partial<NewRoom>;
