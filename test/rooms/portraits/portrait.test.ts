import { describe, expect, it } from 'vitest';
import { MAX_PORTRAIT_BYTES } from '../../../src/protocol/index.ts';
import { readPortrait } from '../../../src/rooms/portraits/portrait.ts';
import { jpegOf, PICTURES, PORTRAITS, pngOf } from '../../helpers/pictures.ts';

const { 'image/webp': WEBP, 'image/jpeg': JPEG } = PORTRAITS;
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const GIF = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');

const read = (bytes: Buffer) => readPortrait(bytes.toString('base64'));

describe('a picture of oneself as it comes in', () => {
  it.each(Object.entries(PORTRAITS))('is a small %s, and is named by its content', (type, bytes) => {
    expect(read(bytes)).toEqual({ id: read(bytes).id, type, picture: bytes.toString('base64') });
    expect(read(WEBP).id).not.toBe(read(JPEG).id);
    expect(read(longer(MAX_PORTRAIT_BYTES)).type).toBe('image/jpeg');
  });

  it.each<[string, Buffer, string]>([
    ['a drawing with a script', SVG, 'no JPEG or WebP'],
    ['one behind the head of a JPEG', Buffer.concat([JPEG.subarray(0, 12), SVG]), 'no JPEG or WebP'],
    ['a PNG', pngOf({ width: 16, height: 16 }), 'no JPEG or WebP'],
    ['a GIF', GIF, 'no JPEG or WebP'],
    ['nothing', Buffer.alloc(1), 'no JPEG or WebP'],
    ['no pixels', jpegOf({ width: 0, height: 0 }), 'no JPEG or WebP'],
    ['very many pixels', jpegOf({ width: 65_535, height: 65_535 }), 'too large'],
    ['one byte too much', longer(MAX_PORTRAIT_BYTES + 1), 'too large'],
    ['what is not square', PICTURES['image/webp'], 'not square'],
    ['a picture that is cut off', JPEG.subarray(0, -20), 'not one whole picture'],
    ['something behind a picture', Buffer.concat([WEBP, SVG]), 'not one whole picture'],
    ['one that moves', Buffer.concat([WEBP, Buffer.from('ANIM\x04\0\0\0abcd', 'latin1')]), 'not one whole picture'],
  ])('is not %s', (_what, bytes, reason) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', details: { reason: `portrait: ${reason}` } }),
    );
  });
});

/** With a comment (ITU-T T.81, B.2.4.5) that makes it so many bytes long. */
function longer(length: number): Buffer {
  const comment = Buffer.alloc(length - JPEG.length, 'x');
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(comment.length - 2, 2);
  return Buffer.concat([JPEG.subarray(0, 2), comment, JPEG.subarray(2)]);
}
