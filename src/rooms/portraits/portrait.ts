import { createHash } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';
import { pictureHead } from '../../platform/pictures/still-picture.ts';
import { isWholePhoto } from '../../platform/pictures/wholeness.ts';
import { MAX_PORTRAIT_BYTES, MAX_PORTRAIT_SIDE, type Portrait } from '../../protocol/index.ts';

/** 96 bits in base64url: nobody finds two pictures of one name. */
const ID_LENGTH = 16;

export interface NamedPortrait extends Portrait {
  readonly id: string;
}

/** Errors: BAD_REQUEST for what is not one small, square, still JPEG or WebP from its first byte to its last. */
export function readPortrait(picture: string): NamedPortrait {
  const bytes = Buffer.from(picture, 'base64');
  const head = pictureHead(bytes);
  if (head === null || head.type === 'image/png') throw refused('no JPEG or WebP');
  const { type, width, height } = head;
  if (bytes.length > MAX_PORTRAIT_BYTES || width > MAX_PORTRAIT_SIDE) throw refused('too large');
  if (width !== height) throw refused('not square');
  if (!isWholePhoto(bytes, type)) throw refused('not one whole picture');
  const id = createHash('sha256').update(bytes).digest('base64url').slice(0, ID_LENGTH);
  return { id, type, picture: bytes.toString('base64') };
}

function refused(reason: string): AppError {
  return new AppError('BAD_REQUEST', { details: { reason: `portrait: ${reason}` } });
}
