import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { LOGO_MAX_BYTES } from '../../protocol/api/organisation.ts';
import { BadInputError } from '../cli-error.ts';

/** False: with `--no-logo`. */
export const logoFlagsSchema = z.object({ logo: z.union([z.literal(false), z.string().min(1)]).optional() });

/** Errors: BadInputError, LOGO_TOO_LARGE. */
export function readPicture(file: string): Buffer {
  const size = statSync(file, { throwIfNoEntry: false });
  if (size === undefined || !size.isFile()) throw new BadInputError(`There is no file ${file}.`);
  if (size.size > LOGO_MAX_BYTES) throw new AppError('LOGO_TOO_LARGE');
  try {
    return readFileSync(file);
  } catch (error) {
    throw new BadInputError(`${file} cannot be read (${error instanceof Error ? error.message : error}).`);
  }
}
