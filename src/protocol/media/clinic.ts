import { z } from 'zod';
import { type Done, nothing, participantId } from '../base/fields.ts';
import type { AgoMs } from '../base/times.ts';
import type { Bearing, Way } from './media.ts';

// How everybody's line is, for those who chair.

/** One participant's line, for those who chair: never where they are. For how long it has been weak is as far as that was seen. */
export interface LineView {
  readonly participantId: string;
  /** `coming`: too little was counted yet; `missing`: the line is cut or nobody answers, so that only `upload` is known. */
  readonly figures: 'known' | 'coming' | 'missing';
  readonly way: Way;
  /** By their own word. */
  readonly upload: Bearing;
  readonly uploadWeakForMs: AgoMs | null;
  readonly download: Bearing | null;
  readonly downloadWeakForMs: AgoMs | null;
  /** Parts of the packets, from and to them, that were lost lately; null where it is not known. */
  readonly lossFrom: number | null;
  readonly lossTo: number | null;
  readonly lossyForMs: AgoMs | null;
  readonly roundTripMs: number | null;
}

export const clinicCommands = {
  /** How everybody's line is, as far as it is known. To be asked again while somebody looks. */
  'lines:read': nothing,
  /** Whether they would rather have their picture off, since their line is weak. */
  'camera:offer-off': participantId,
  /** To that. */
  'camera:answer-offer': z.strictObject({ accepted: z.boolean() }),
  /**
   * By one's own page: whether one's microphone goes on bringing noise beside the words of others, although one was told.
   * To be said again now and then for as long as it is so.
   */
  'noise:report': z.strictObject({ isNoise: z.boolean() }),
} as const;

export interface ClinicReplies {
  'lines:read': { lines: readonly LineView[] };
  'camera:offer-off': Done;
  'camera:answer-offer': Done;
  'noise:report': Done;
}

/** To those at the table and at the consoles; to those who chair. */
export interface ClinicNews {
  /** Somebody whom the chair has asked turns their picture off, or keeps it. */
  'camera:offer-answered': (event: { participantId: string; accepted: boolean }) => void;
  /** Somebody's open microphone brings noise while others speak, and they leave it on; or that is over. */
  'noise:reported': (event: { participantId: string; isNoise: boolean }) => void;
}

/** To one person. */
export interface ClinicEvents {
  /** To oneself: the chair asks whether one's picture had better be off. */
  'camera:off-offered': (event: Record<string, never>) => void;
}
