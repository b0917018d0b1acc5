import { client } from '../client/client.ts';
import { screen } from '../screen/screen.ts';
import { sound } from '../sound/sound.ts';
import { abuse } from './abuse.ts';
import { capacity } from './capacity.ts';
import { chair } from './chair.ts';
import { cpu } from './cpu.ts';
import { doorBundle } from './door-bundle.ts';
import { events } from './events.ts';
import { join } from './join.ts';
import { meeting } from './meeting.ts';
import { memory } from './memory.ts';
import { outage } from './outage.ts';
import type { Part } from './part.ts';
import { rush } from './rush.ts';

/** In the order in which they run: the short ones first. */
export const PARTS = {
  bundle: doorBundle,
  join,
  chair,
  rush,
  events,
  abuse,
  memory,
  meeting,
  client,
  capacity,
  cpu,
  outage,
  sound,
  screen,
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;
