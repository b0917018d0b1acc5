import { z } from 'zod';
import { type Done, idSchema, participantId } from '../base/fields.ts';
import { ROLES, type Role } from '../base/roles.ts';
import type { AgoMs } from '../base/times.ts';
import type { LobbyEntryView } from '../entry/lobby.ts';
import type { ChatMessage } from './chat.ts';
import type { NameMark } from './people.ts';

// Who leads, and what they alone are shown.

/** A second screen from which somebody chairs. */
export interface ConsoleView {
  readonly id: string;
  /** Whose rights it has. */
  readonly ownerId: string;
  readonly ownerName: string;
  readonly ownerMark?: NameMark | null;
  readonly pairedForMs: AgoMs;
  readonly reconnecting: boolean;
}

/** What only those who chair are shown; empty lists for everyone else. */
export interface ChairView {
  readonly lobby: readonly LobbyEntryView[];
  readonly consoles: readonly ConsoleView[];
  /** Whose open microphone brings noise while others speak, by their own page. */
  readonly noisy: readonly string[];
}

/** `succession`: no moderator is here. `return`: a moderator is back. `appointment`: a moderator has decided so. */
export type ChairChange = 'succession' | 'return' | 'appointment';

export interface SelfUpdate extends ChairView {
  readonly role: Role;
  readonly isChairing: boolean;
  /** All that is for this person now. */
  readonly chat: readonly ChatMessage[];
}

export const chairCommands = {
  'participant:set-role': z.strictObject({ participantId: idSchema, role: z.enum(ROLES) }),
  'participant:remove': participantId,
} as const;

export interface ChairReplies {
  'participant:set-role': Done;
  'participant:remove': Done;
}

/** To those at the table and at the consoles. */
export interface ChairNews {
  /** Who chairs now, and why. */
  'chair:changed': (event: { participantIds: readonly string[]; cause: ChairChange }) => void;
}

/** To one person. */
export interface ChairEvents {
  /** To oneself: what one may do has changed, and what one is shown with it. */
  'self:updated': (event: SelfUpdate) => void;
}
