import type { Connection } from '../../session/entry.ts';
import type { Failure } from '../../session/signaling.ts';
import type { FeatureNotice, MeetingState } from '../meeting/features.ts';

/** `cut-off`: by the chair. `lost`: the way back is no longer good. `elsewhere`: open in another tab. */
export type ConsoleEnd = 'cut-off' | 'over' | 'code-invalid' | 'too-many' | 'lost' | 'elsewhere' | 'unavailable';

export interface ConsoleDesk extends MeetingState {
  readonly place: 'desk';
  readonly connection: Connection;
  readonly consoleId: string;
  /** Whether its commands count now; a deputy's do not while a moderator is here. */
  readonly isChairing: boolean;
}

export type ConsoleState =
  /** Neither a code nor a way back. */
  | { readonly place: 'unpaired' }
  /** On the way in; `slow`: nobody has answered so far. */
  | { readonly place: 'pairing'; readonly slow: boolean }
  | ConsoleDesk
  | { readonly place: 'ended'; readonly reason: ConsoleEnd };

/** What somebody wants to hear beside the state. */
export type ConsoleNotice = FeatureNotice | { readonly kind: 'failed'; readonly failure: Failure };
