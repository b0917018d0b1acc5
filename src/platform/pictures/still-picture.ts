import { imageSize } from 'image-size';

type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** As a picture says of itself at its beginning. */
export interface PictureHead extends PictureSize {
  readonly type: PictureType;
}

/** Whatever somebody calls it who has sent it. Null: it is no PNG, JPEG or WebP. */
export function pictureHead(bytes: Buffer): PictureHead | null {
  const type = typeOf(bytes);
  const size = type === null ? null : sizeOf(bytes);
  return type === null || size === null ? null : { type, ...size };
}

/** By what it begins with, and before anybody reads on: PNG 5.2, JPEG's SOI, WebP within RIFF. */
function typeOf(bytes: Buffer): PictureType | null {
  const beginning = bytes.toString('latin1', 0, 12);
  if (beginning.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (beginning.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return beginning.startsWith('RIFF') && beginning.endsWith('WEBP') ? 'image/webp' : null;
}

function sizeOf(bytes: Buffer): PictureSize | null {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}
