import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';
import type { Picture } from '../ports.ts';

/** A module's width; the picture is shown at half of that, sharp on good screens. */
const SCALE = 8;
/** Around it, as cameras need it (ISO/IEC 18004, 6.3.8). */
const QUIET_MODULES = 4;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A QR code that travels within the letter. */
export function qrPicture(cid: string, text: string): { readonly picture: Picture; readonly shownSize: number } {
  const { data, size } = encode(text, { border: QUIET_MODULES, ecc: 'M' });
  const side = size * SCALE;
  const rows = data.flatMap((row) => {
    // PNG (third edition), 9: filter type 0; one bit a pixel, of which 1 is white.
    const line = Buffer.alloc(1 + Math.ceil(side / 8));
    for (let x = 0; x < side; x += 1) {
      if (!row[Math.floor(x / SCALE)]) line.writeUInt8(line.readUInt8(1 + (x >> 3)) | (0x80 >> (x & 7)), 1 + (x >> 3));
    }
    return Array<Buffer>(SCALE).fill(line);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit, greyscale.
  header.writeUInt8(1, 8);
  const png = Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  const picture: Picture = { cid, filename: 'qr-code.png', contentType: 'image/png', content: png.toString('base64') };
  return { picture, shownSize: side / 2 };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
