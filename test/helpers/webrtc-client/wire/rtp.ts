// RTP headers (RFC 3550, 5.1) with one-byte extensions (RFC 8285, 4.2).

const ONE_BYTE_PROFILE = 0xbede;
const FIXED_BYTES = 12;
const EXTENSION_FLAG = 0x10;
const MARKER_FLAG = 0x80;

export interface RtpExtension {
  readonly id: number;
  readonly bytes: number;
}

/** First byte and payload type tell what a datagram is (RFC 7983, RFC 5761). */
export function datagramKind(datagram: Buffer): 'stun' | 'dtls' | 'rtp' | 'rtcp' | 'unknown' {
  const first = datagram[0] ?? 255;
  if (first < 4) return 'stun';
  if (first >= 20 && first <= 63) return 'dtls';
  if (first < 128 || first > 191) return 'unknown';
  const type = (datagram[1] ?? 0) & 0x7f;
  return type >= 72 && type <= 79 ? 'rtcp' : 'rtp';
}

export function headerBytesOf(packet: Buffer): number {
  const first = packet.readUInt8(0);
  const bytes = FIXED_BYTES + (first & 0x0f) * 4;
  return first & EXTENSION_FLAG ? bytes + 4 + packet.readUInt16BE(bytes + 2) * 4 : bytes;
}

/** Where an extension's value begins, or -1. */
export function extensionOffset(packet: Buffer, id: number): number {
  const first = packet.readUInt8(0);
  if (!(first & EXTENSION_FLAG)) return -1;
  let offset = FIXED_BYTES + (first & 0x0f) * 4;
  if (packet.readUInt16BE(offset) !== ONE_BYTE_PROFILE) return -1;
  const end = offset + 4 + packet.readUInt16BE(offset + 2) * 4;
  offset += 4;
  while (offset < end) {
    const byte = packet.readUInt8(offset);
    if (byte === 0) offset += 1;
    else if (byte >> 4 === id) return offset + 1;
    else offset += 2 + (byte & 0x0f);
  }
  return -1;
}

/** A packet whose header is written once; sending changes what moves. */
export class RtpTemplate {
  readonly packet: Buffer;
  readonly headerBytes: number;
  readonly #offsets = new Map<number, number>();

  constructor(options: {
    readonly ssrc: number;
    readonly payloadType: number;
    readonly extensions: readonly RtpExtension[];
    readonly maxPayloadBytes: number;
  }) {
    const { ssrc, payloadType, extensions, maxPayloadBytes } = options;
    const words = Math.ceil(extensions.reduce((sum, { bytes }) => sum + 1 + bytes, 0) / 4);
    this.headerBytes = FIXED_BYTES + (words > 0 ? 4 + words * 4 : 0);
    this.packet = Buffer.alloc(this.headerBytes + maxPayloadBytes);
    this.packet.writeUInt8(0x80 | (words > 0 ? EXTENSION_FLAG : 0), 0);
    this.packet.writeUInt8(payloadType, 1);
    this.packet.writeUInt32BE(ssrc, 8);
    if (words === 0) return;
    this.packet.writeUInt16BE(ONE_BYTE_PROFILE, FIXED_BYTES);
    this.packet.writeUInt16BE(words, FIXED_BYTES + 2);
    let offset = FIXED_BYTES + 4;
    for (const { id, bytes } of extensions) {
      this.packet.writeUInt8((id << 4) | (bytes - 1), offset);
      this.#offsets.set(id, offset + 1);
      offset += 1 + bytes;
    }
  }

  write(fields: { readonly sequence: number; readonly timestamp: number; readonly marker: boolean }): void {
    const type = this.packet.readUInt8(1);
    this.packet.writeUInt8(fields.marker ? type | MARKER_FLAG : type & ~MARKER_FLAG, 1);
    this.packet.writeUInt16BE(fields.sequence & 0xffff, 2);
    this.packet.writeUInt32BE(fields.timestamp >>> 0, 4);
  }

  writeExtension(id: number, value: number): void {
    const offset = this.#offsets.get(id);
    if (offset === undefined) return;
    const bytes = (this.packet.readUInt8(offset - 1) & 0x0f) + 1;
    this.packet.writeUIntBE(value, offset, bytes);
  }
}
