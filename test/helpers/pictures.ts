import { crc32, deflateSync } from 'node:zlib';

/** Each 24 x 16, as programs write them. */
export const PICTURES = {
  'image/png': of(
    'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAACXBIWXMAAAABAAAAAQBPJcTWAAAAGklEQVR4nGOolPGiCmIYNWjUoFGDRg2iDAEAi8VOkG25PugAAAAASUVORK5CYII=',
  ),
  'image/jpeg': of(
    '/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgEBAQEBAUFBQUFBQYGBgYGBgYGBgYGBgYHBwcICAgHBwcGBgcHCAgICAkJCQgICAgJCQoKCgwMCwsODg4RERT/xABNAAEBAAAAAAAAAAAAAAAAAAAABwEBAQEAAAAAAAAAAAAAAAAAAAMGEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgAEAAYAwEiAAIRAAMRAP/aAAwDAQACEQMRAD8AnwC7VAAP/9k=',
  ),
  'image/webp': of('UklGRjwAAABXRUJQVlA4IDAAAADQAgCdASoYABAAPpE4l0eloyIhMAgAsBIJQBdgBlKAAP7wUhWnv8zfhR8nYFuoSAA='),
} as const;

/** Square and small, as a browser sends what somebody shows of themselves. */
export const PORTRAITS = {
  'image/webp': of('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA='),
  'image/jpeg': jpegOf({ width: 16, height: 16 }),
} as const;

/** One that moves, where its program knows how. */
export const MOVING_PNG = of(
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAACXBIWXMAAAABAAAAAQBPJcTWAAAACGFjVEwAAAACAAAAAYSKo+YAAAAaZmNUTAAAAAAAAAAYAAAAEAAAAAAAAAAAAAEAAgAAZPSDGAAAABpJREFUeJxj+MvAQBVEHVNGDRo1aNSgEWwQAG7de5DBt9MBAAAAGmZjVEwAAAABAAAAAQAAAAEAAAAAAAAAAAABAAIAAM8fi7wAAAAQZmRBVAAAAAJ4nGP4y8AAAAL7AP5uc8w0AAAAAElFTkSuQmCC',
);

/** Of a side that it says, with as much in it as `rows` inflate to. */
export function pngOf({ width, height, rows }: { width: number; height: number; rows?: Buffer }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    PICTURES['image/png'].subarray(0, 8),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows ?? Buffer.alloc(height * (width + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Of a size that it says; whoever draws it finds another one. */
export function jpegOf({ width, height }: { width: number; height: number }): Buffer {
  const bytes = Buffer.from(PICTURES['image/jpeg']);
  // ITU-T T.81, B.2.2: after the marker of a baseline frame its length and precision.
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function of(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
