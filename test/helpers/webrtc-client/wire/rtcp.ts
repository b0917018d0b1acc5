// RTCP (RFC 3550, 4585) as far as a client of an SFU speaks it.

export const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const SOURCE_DESCRIPTION = 202;
const TRANSPORT_FEEDBACK = 205;
const PAYLOAD_FEEDBACK = 206;
const NACK = 1;
const PICTURE_LOSS = 1;
const FULL_INTRA_REQUEST = 4;
const CNAME = 1;
const NTP_EPOCH_OFFSET_S = 2_208_988_800;
const REPORT_BLOCK_BYTES = 24;
const MAX_REPORT_BLOCKS = 31;

/** One packet out of a compound one. */
export interface RtcpPacket {
  readonly type: number;
  /** Report count or feedback message type. */
  readonly format: number;
  readonly bytes: Buffer;
}

export interface ReportBlock {
  readonly ssrc: number;
  /** Since the last report, of 256. */
  readonly fractionLost: number;
  readonly lost: number;
  readonly highestSequence: number;
  /** Middle 32 bits of the last sender report's NTP time, 0 without one. */
  readonly lastReport: number;
  /** Since that report arrived, in 1/65536 s. */
  readonly delay: number;
}

function header(type: number, format: number, bytes: number): Buffer {
  const packet = Buffer.alloc(bytes);
  packet.writeUInt8(0x80 | format, 0);
  packet.writeUInt8(type, 1);
  packet.writeUInt16BE(bytes / 4 - 1, 2);
  return packet;
}

export function* splitCompound(compound: Buffer): Generator<RtcpPacket> {
  let offset = 0;
  while (offset + 4 <= compound.length) {
    const end = offset + (compound.readUInt16BE(offset + 2) + 1) * 4;
    if (end > compound.length) return;
    const bytes = compound.subarray(offset, end);
    yield { type: bytes.readUInt8(1), format: bytes.readUInt8(0) & 0x1f, bytes };
    offset = end;
  }
}

/** NTP time (RFC 5905) in whole seconds and 2^-32 s. */
function ntpTime(unixMs: number): { seconds: number; fraction: number } {
  const seconds = Math.floor(unixMs / 1000);
  return { seconds: seconds + NTP_EPOCH_OFFSET_S, fraction: Math.floor(((unixMs % 1000) / 1000) * 2 ** 32) };
}

export function senderReport(stream: {
  readonly ssrc: number;
  readonly unixMs: number;
  readonly timestamp: number;
  readonly packets: number;
  readonly bytes: number;
  readonly cname: string;
}): Buffer {
  const report = header(SENDER_REPORT, 0, 28);
  const { seconds, fraction } = ntpTime(stream.unixMs);
  report.writeUInt32BE(stream.ssrc, 4);
  report.writeUInt32BE(seconds >>> 0, 8);
  report.writeUInt32BE(fraction >>> 0, 12);
  report.writeUInt32BE(stream.timestamp >>> 0, 16);
  report.writeUInt32BE(stream.packets >>> 0, 20);
  report.writeUInt32BE(stream.bytes >>> 0, 24);
  const name = Buffer.from(stream.cname);
  const description = header(SOURCE_DESCRIPTION, 1, 8 + Math.ceil((2 + name.length + 1) / 4) * 4);
  description.writeUInt32BE(stream.ssrc, 4);
  description.writeUInt8(CNAME, 8);
  description.writeUInt8(name.length, 9);
  name.copy(description, 10);
  return Buffer.concat([report, description]);
}

export function receiverReports(ssrc: number, blocks: readonly ReportBlock[]): Buffer {
  const reports: Buffer[] = [];
  for (let first = 0; first === 0 || first < blocks.length; first += MAX_REPORT_BLOCKS) {
    const some = blocks.slice(first, first + MAX_REPORT_BLOCKS);
    const report = header(RECEIVER_REPORT, some.length, 8 + some.length * REPORT_BLOCK_BYTES);
    report.writeUInt32BE(ssrc, 4);
    some.forEach((block, index) => {
      const offset = 8 + index * REPORT_BLOCK_BYTES;
      report.writeUInt32BE(block.ssrc, offset);
      report.writeUInt8(Math.min(255, block.fractionLost), offset + 4);
      report.writeUIntBE(Math.min(0x7fffff, Math.max(0, block.lost)), offset + 5, 3);
      report.writeUInt32BE(block.highestSequence >>> 0, offset + 8);
      report.writeUInt32BE(block.lastReport >>> 0, offset + 16);
      report.writeUInt32BE(block.delay >>> 0, offset + 20);
    });
    reports.push(report);
  }
  return Buffer.concat(reports);
}

/** The middle of a sender report's NTP time, which the next receiver report sends back. */
export function lastReportOf({ bytes }: RtcpPacket): { ssrc: number; lastReport: number } {
  return { ssrc: bytes.readUInt32BE(4), lastReport: bytes.readUInt32BE(10) };
}

export function pictureLoss(senderSsrc: number, mediaSsrc: number): Buffer {
  const packet = header(PAYLOAD_FEEDBACK, PICTURE_LOSS, 12);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.writeUInt32BE(mediaSsrc, 8);
  return packet;
}

/** The streams of which a key frame is asked for. */
export function keyFrameRequests({ type, format, bytes }: RtcpPacket): readonly number[] {
  if (type !== PAYLOAD_FEEDBACK) return [];
  if (format === PICTURE_LOSS) return [bytes.readUInt32BE(8)];
  if (format !== FULL_INTRA_REQUEST) return [];
  const ssrcs: number[] = [];
  for (let offset = 12; offset + 8 <= bytes.length; offset += 8) ssrcs.push(bytes.readUInt32BE(offset));
  return ssrcs;
}

export function isNack({ type, format }: RtcpPacket): boolean {
  return type === TRANSPORT_FEEDBACK && format === NACK;
}
