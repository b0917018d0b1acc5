import type { z } from 'zod';
import { AppError } from '../platform/errors.ts';

/** What somebody has sent, understood. Errors: BAD_REQUEST. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('BAD_REQUEST');
  return parsed.data;
}
