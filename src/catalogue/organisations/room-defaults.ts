import type { z } from 'zod';
import { type DefinedOnly, definedOnly } from '../../platform/defined-only.ts';
import { roomDefaultsSchema } from '../../protocol/api/organisation.ts';

/** What a house may say once for all rooms that it makes from then on; what it does not say is as everywhere. */
export type RoomDefaults = Readonly<DefinedOnly<z.output<typeof roomDefaultsSchema>>>;

/** Of what was kept, perhaps by another version: what cannot be used is as though it had not been said. */
export function readRoomDefaults(text: string): RoomDefaults {
  try {
    return definedOnly(roomDefaultsSchema.safeParse(JSON.parse(text)).data ?? {});
  } catch {
    return {};
  }
}
