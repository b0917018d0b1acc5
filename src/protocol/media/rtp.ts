import { z } from 'zod';

// RTP and DTLS parameters as mediasoup-client sends them. mediasoup checks their meaning; this checks shape and size.

const short = z.string().max(100);
const uint32 = z.int().min(0).max(0xffffffff);
const mediaKind = z.enum(['audio', 'video']);

const MAX_CODEC_SETTINGS = 30;

// zod's records pass over a key `__proto__` in silence; here it is refused like any other that does not belong.
const codecSettings = z
  .unknown()
  .refine((settings) => !Object.hasOwn(Object(settings), '__proto__'))
  .pipe(
    z
      .record(z.string().min(1).max(60), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
      .refine((settings) => Object.keys(settings).length <= MAX_CODEC_SETTINGS),
  );

const rtcpFeedback = z.strictObject({ type: short, parameter: short.optional() });

const codecFields = {
  mimeType: z.string().regex(/^(audio|video)\/[A-Za-z0-9-]{1,30}$/),
  clockRate: uint32,
  channels: z.int().min(1).max(8).optional(),
  parameters: codecSettings.optional(),
  rtcpFeedback: z.array(rtcpFeedback).max(20).optional(),
};

const payloadType = z.int().min(0).max(127);

const headerExtensionUri = z.string().min(1).max(200);

export const rtpCapabilitiesSchema = z.strictObject({
  codecs: z
    .array(z.strictObject({ kind: mediaKind, preferredPayloadType: payloadType.optional(), ...codecFields }))
    .max(60)
    .optional(),
  headerExtensions: z
    .array(
      z.strictObject({
        kind: mediaKind,
        uri: headerExtensionUri,
        preferredId: z.int().min(1).max(255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(60)
    .optional(),
});

const encoding = z.strictObject({
  ssrc: uint32.optional(),
  rid: z.string().max(16).optional(),
  codecPayloadType: payloadType.optional(),
  rtx: z.strictObject({ ssrc: uint32 }).optional(),
  dtx: z.boolean().optional(),
  active: z.boolean().optional(),
  scalabilityMode: z.string().max(20).optional(),
  scaleResolutionDownBy: z.number().min(1).max(64).optional(),
  maxBitrate: z.int().min(0).max(100_000_000).optional(),
  maxFramerate: z.number().min(0).max(240).optional(),
  adaptivePtime: z.boolean().optional(),
  priority: z.enum(['very-low', 'low', 'medium', 'high']).optional(),
  networkPriority: z.enum(['very-low', 'low', 'medium', 'high']).optional(),
});

export const rtpParametersSchema = z.strictObject({
  mid: z.string().max(16).optional(),
  msid: z.string().max(200).optional(),
  codecs: z
    .array(z.strictObject({ payloadType, ...codecFields }))
    .min(1)
    .max(10),
  headerExtensions: z
    .array(
      z.strictObject({
        uri: headerExtensionUri,
        id: z.int().min(1).max(255),
        encrypt: z.boolean().optional(),
        parameters: codecSettings.optional(),
      }),
    )
    .max(30)
    .optional(),
  encodings: z.array(encoding).min(1).max(4).optional(),
  rtcp: z
    .strictObject({
      cname: z.string().max(100).optional(),
      reducedSize: z.boolean().optional(),
      mux: z.boolean().optional(),
    })
    .optional(),
});

export const dtlsParametersSchema = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.strictObject({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f:]{20,200}$/),
      }),
    )
    .min(1)
    .max(5),
});

export type RtpCapabilities = z.infer<typeof rtpCapabilitiesSchema>;
export type RtpParameters = z.infer<typeof rtpParametersSchema>;
export type DtlsParameters = z.infer<typeof dtlsParametersSchema>;
