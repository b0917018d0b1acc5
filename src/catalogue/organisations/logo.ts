import { createHash } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';
import { pictureHead } from '../../platform/pictures/still-picture.ts';
import { isWhole } from '../../platform/pictures/wholeness.ts';
import { LOGO_MAX_BYTES, LOGO_MAX_SIDE } from '../../protocol/api/organisation.ts';
import type { Logo } from '../ports.ts';

/**
 * What somebody has sent as a logo, whatever they call it. Errors: LOGO_TOO_LARGE, and LOGO_INVALID for what is no PNG, JPEG or
 * WebP, and for what is more than one still picture.
 */
export async function readLogo(organisationId: string, bytes: Buffer): Promise<Logo> {
  if (bytes.length > LOGO_MAX_BYTES) throw new AppError('LOGO_TOO_LARGE');
  const head = pictureHead(bytes);
  if (head === null) throw new AppError('LOGO_INVALID');
  if (Math.max(head.width, head.height) > LOGO_MAX_SIDE) throw new AppError('LOGO_TOO_LARGE');
  if (!(await isWhole(bytes, head))) throw new AppError('LOGO_INVALID');
  const key = createHash('sha256').update(`${organisationId}\n`).update(bytes).digest('base64url');
  return { key, ...head, bytes };
}
