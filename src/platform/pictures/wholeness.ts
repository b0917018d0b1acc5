import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import type { PictureHead, PictureSize } from './still-picture.ts';

// Whether a file is one still picture from its first byte to its last: nothing hidden behind it, nothing that moves, and no
// more in it than its size says. Nobody here draws it.

export function isWhole(bytes: Buffer, head: PictureHead): Promise<boolean> | boolean {
  return head.type === 'image/png' ? isWholePng(bytes, head) : isWholePhoto(bytes, head.type);
}

/** Of the kinds that nothing need be inflated for. */
export function isWholePhoto(bytes: Buffer, type: Exclude<PictureHead['type'], 'image/png'>): boolean {
  return type === 'image/jpeg' ? isWholeJpeg(bytes) : isWholeWebp(bytes);
}

const inflated = promisify(inflate);
/** Of PNG (third edition), 5.3: length and type before a chunk's data, its checksum behind. */
const PNG = { start: 8, head: 8, tail: 4, mostBytesPerPixel: 8 } as const;

async function isWholePng(bytes: Buffer, { width, height }: PictureSize): Promise<boolean> {
  const data: Buffer[] = [];
  for (let at = PNG.start; at + PNG.head + PNG.tail <= bytes.length; ) {
    const end = at + PNG.head + bytes.readUInt32BE(at);
    if (end + PNG.tail > bytes.length) return false;
    const type = bytes.toString('latin1', at + 4, at + PNG.head);
    if (type === 'acTL' || bytes.readUInt32BE(end) !== crc32(bytes.subarray(at + 4, end))) return false;
    if (type === 'IDAT') data.push(bytes.subarray(at + PNG.head, end));
    at = end + PNG.tail;
    if (type === 'IEND') return at === bytes.length && (await fits(Buffer.concat(data), { width, height }));
  }
  return false;
}

/** A row has one byte more, and when it comes in seven passes (8.1) there are twice as many rows at most. */
async function fits(data: Buffer, { width, height }: PictureSize): Promise<boolean> {
  const maxOutputLength = height * (width * PNG.mostBytesPerPixel + 2) + 1024;
  return inflated(data, { maxOutputLength }).then(
    () => true,
    () => false,
  );
}

/** ITU-T T.81, B.1.1.3. */
const JPEG = { marker: 0xff, stuffed: 0x00, firstRestart: 0xd0, lastRestart: 0xd7, end: 0xd9, scan: 0xda } as const;

function isWholeJpeg(bytes: Buffer): boolean {
  for (let at = 2; at + 2 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== JPEG.marker) return false;
    if (marker === JPEG.end) return at + 2 === bytes.length;
    if (at + 4 > bytes.length) return false;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === JPEG.scan) at = endOfScan(bytes, at);
  }
  return false;
}

/** The next marker that is no part of the scan's data. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(JPEG.marker, start); at !== -1; at = bytes.indexOf(JPEG.marker, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    const isData = next === JPEG.stuffed || (next >= JPEG.firstRestart && next <= JPEG.lastRestart);
    if (!isData && next !== JPEG.marker) return at;
  }
  return bytes.length;
}

/** RFC 9649, 2: what a still picture consists of. */
const WEBP_CHUNKS = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'EXIF', 'XMP '];
const RIFF_HEAD = 8;

function isWholeWebp(bytes: Buffer): boolean {
  if (bytes.length < 12 || bytes.readUInt32LE(4) + RIFF_HEAD !== bytes.length) return false;
  let at = 12;
  while (at + RIFF_HEAD <= bytes.length) {
    if (!WEBP_CHUNKS.includes(bytes.toString('latin1', at, at + 4))) return false;
    const length = bytes.readUInt32LE(at + 4);
    at += RIFF_HEAD + length + (length % 2);
  }
  return at === bytes.length;
}
