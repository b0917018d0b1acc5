import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { AppError } from '../../../platform/errors.ts';
import { LOGO_MAX_BYTES, LOGO_MAX_SIDE, type LogoType } from '../../../protocol/api/organisation.ts';
import type { Logo } from '../../ports.ts';
import { isWhole } from './wholeness.ts';

/** By what it begins with, and before anybody reads on: PNG 5.2, JPEG's SOI, WebP within RIFF. */
function typeOf(bytes: Buffer): LogoType | null {
  const beginning = bytes.toString('latin1', 0, 12);
  if (beginning.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (beginning.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return beginning.startsWith('RIFF') && beginning.endsWith('WEBP') ? 'image/webp' : null;
}

/**
 * What somebody has sent as a logo, whatever they call it. Errors: LOGO_TOO_LARGE, and LOGO_INVALID for what is no PNG, JPEG or
 * WebP, and for what is more than one still picture.
 */
export async function readLogo(organisationId: string, bytes: Buffer): Promise<Logo> {
  if (bytes.length > LOGO_MAX_BYTES) throw new AppError('LOGO_TOO_LARGE');
  const type = typeOf(bytes);
  const size = type === null ? null : sizeOf(bytes);
  if (type === null || size === null) throw new AppError('LOGO_INVALID');
  if (Math.max(size.width, size.height) > LOGO_MAX_SIDE) throw new AppError('LOGO_TOO_LARGE');
  if (!(await isWhole(type, bytes, size))) throw new AppError('LOGO_INVALID');
  const key = createHash('sha256').update(`${organisationId}\n`).update(bytes).digest('base64url');
  return { key, type, ...size, bytes };
}

function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}
