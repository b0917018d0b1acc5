import { z } from 'zod';
import { idSchema, nothing } from '../base/fields.ts';
import {
  BROWSER_FAMILIES,
  type CheckReport,
  DEVICE_OUTCOMES,
  MAX_CHECKED_WAYS,
  MAX_KBPS,
  MEASURED_ECHOES,
  SPEAKER_OUTCOMES,
  WAY_KINDS,
  WAY_OUTCOMES,
} from './check-report.ts';
import type { ConsumerOptions, SessionOptions, TurnAccess } from './media.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from './rtp.ts';

// A check of somebody's connection: media that comes back to them. It needs no room, and whoever checks is in none.

const lineId = idSchema;
const kbps = z.int().min(0).max(MAX_KBPS);

export const checkReportSchema = z.strictObject({
  webSocket: z.enum(['works', 'fails']),
  ways: z
    .array(
      z.strictObject({
        kind: z.enum(WAY_KINDS),
        port: z.int().min(1).max(65_535),
        outcome: z.enum(WAY_OUTCOMES),
      }),
    )
    .max(MAX_CHECKED_WAYS)
    .readonly(),
  bandwidth: z.strictObject({ up: kbps, down: kbps }).nullable(),
  microphone: z.enum(DEVICE_OUTCOMES),
  camera: z.enum(DEVICE_OUTCOMES),
  speaker: z.enum(SPEAKER_OUTCOMES),
  browser: z.strictObject({ family: z.enum(BROWSER_FAMILIES), major: z.int().min(0).max(999) }),
}) satisfies z.ZodType<CheckReport>;

export const checkSchemas = {
  /** Again: in place of the one before. */
  'check:begin': nothing,
  /** One more line, for one way. */
  'check:line': nothing,
  'check:connect': z.strictObject({
    lineId,
    side: z.enum(['send', 'receive']),
    dtlsParameters: dtlsParametersSchema,
  }),
  'check:send': z.strictObject({
    lineId,
    source: z.enum(['microphone', 'camera', 'thumbnail']),
    rtpParameters: rtpParametersSchema,
  }),
  /** What is sent on that line, so many times. */
  'check:receive': z.strictObject({
    lineId,
    rtpCapabilities: rtpCapabilitiesSchema,
    echoes: z.int().min(1).max(MEASURED_ECHOES),
  }),
  'check:hang-up': z.strictObject({ lineId }),
  /** All is tried: others may check. Refused where the server has ended the check before, so that nobody takes that for their network. */
  'check:end': nothing,
  /** Of a check that was begun, over or not. Kept for the operator; again: in place of what was said before. */
  'check:report': z.strictObject({ report: checkReportSchema }),
} as const;

export type CheckCommandName = keyof typeof checkSchemas;

type Done = Record<string, never>;

/** Where this server is found, for whoever opens a firewall. */
export interface CheckPlaces {
  /** Addresses and names that media is sent to. */
  readonly addresses: readonly string[];
  /** UDP and TCP, of each. */
  readonly mediaPorts: readonly number[];
  /** RFC 7065; none where the server has no TURN server. */
  readonly turnUrls: readonly string[];
}

export interface CheckReplies {
  'check:begin': CheckPlaces;
  'check:line': { readonly lineId: string; readonly session: SessionOptions; readonly turn: TurnAccess | null };
  'check:connect': Done;
  'check:send': { readonly producerId: string };
  'check:receive': { readonly consumers: readonly ConsumerOptions[] };
  'check:hang-up': Done;
  'check:end': Done;
  /** Digits. */
  'check:report': { readonly code: string };
}
