import type { SettingsStore } from '../settings.ts';
import type { RoomMemory } from './links/room-link.ts';

interface Memories {
  readonly settings: SettingsStore;
  readonly memory: Pick<RoomMemory, 'pseudonym'>;
}

/** What somebody calls themselves: as everywhere, but where names may be pseudonyms as they have in that room before. */
export function ownName({ settings, memory }: Memories, pseudonyms = false): string {
  // Also where the room's rule is not known just now: nobody comes back by another name than they went.
  return memory.pseudonym ?? (pseudonyms ? '' : settings.get().displayName);
}

/** Remembers it: for every room, or for that one alone. */
export function keepOwnName({ settings, memory }: Memories, displayName: string, pseudonyms = false): void {
  memory.pseudonym = pseudonyms ? displayName : null;
  if (!pseudonyms) settings.update({ displayName });
}
