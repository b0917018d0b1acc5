// Payload descriptors that an SFU reads; behind them nothing that a decoder could use.

export interface VideoPayload {
  readonly isKeyFrame: boolean;
  readonly isFirst: boolean;
  readonly frame: number;
  readonly spatialLayer: number;
}

/** T0 T2 T1 T2: each layer stands without the higher ones. */
export const TEMPORAL_PATTERN = [0, 2, 1, 2] as const;
export const VP8_DESCRIPTOR_BYTES = 6;

export function writePayload(codec: 'VP8' | 'H264', payload: Buffer, what: VideoPayload): void {
  // For `spatialLayerIn`: whatever a packet's size, the end says of which layer it is.
  payload.writeUInt8(what.spatialLayer, payload.length - 1);
  if (codec === 'VP8') writeVp8(payload, what);
  else writeH264(payload, what);
}

/** Which layer a decrypted payload was sent in. */
export function spatialLayerIn(payload: Buffer): number {
  return payload.readUInt8(payload.length - 1);
}

function writeVp8(payload: Buffer, { isKeyFrame, isFirst, frame }: VideoPayload): void {
  writeVp8Descriptor(payload, {
    isFirst,
    frame,
    period: Math.floor(frame / TEMPORAL_PATTERN.length),
    temporalLayer: isKeyFrame ? 0 : (TEMPORAL_PATTERN[frame % TEMPORAL_PATTERN.length] ?? 0),
  });
  // Only the first packet has a payload header, whose lowest bit is 0 in a key frame.
  payload.writeUInt8(isKeyFrame ? 0 : 1, VP8_DESCRIPTOR_BYTES);
}

interface Vp8Descriptor {
  readonly isFirst: boolean;
  readonly frame: number;
  /** Of the temporal pattern: how many frames of its lowest layer there have been. */
  readonly period: number;
  readonly temporalLayer: number;
}

/** RFC 7741, 4.2 and 4.3: extended, with 15 bits of picture id, TL0PICIDX and TID. */
export function writeVp8Descriptor(payload: Buffer, { isFirst, frame, period, temporalLayer }: Vp8Descriptor): void {
  payload.writeUInt8(0x80 | (isFirst ? 0x10 : 0), 0);
  payload.writeUInt8(0x80 | 0x40 | 0x20, 1);
  payload.writeUInt16BE(0x8000 | (frame & 0x7fff), 2);
  payload.writeUInt8(period & 0xff, 4);
  // With the layer sync bit, which says that from here on this layer can be added.
  payload.writeUInt8((temporalLayer << 6) | (temporalLayer > 0 ? 0x20 : 0), 5);
}

/** RFC 6184, 5.6: single NAL units. A key frame begins with parameters (SPS), then come IDR slices. */
function writeH264(payload: Buffer, { isKeyFrame, isFirst }: VideoPayload): void {
  const keyFrameUnit = isFirst ? 0x67 : 0x65;
  payload.writeUInt8(isKeyFrame ? keyFrameUnit : 0x41, 0);
}
