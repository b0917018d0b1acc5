import { z } from 'zod';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../limits.ts';
import { canonicalPassword } from './canonical-password.ts';

/** A room's, as it is chosen. Counted as it is kept: spaces around it and what nobody sees are no part of it. */
export const roomPasswordSchema = z
  .string()
  .max(MAX_PASSWORD_LENGTH)
  .regex(/^\P{Cc}*$/u)
  .transform(canonicalPassword)
  .pipe(z.string().min(MIN_PASSWORD_LENGTH));
