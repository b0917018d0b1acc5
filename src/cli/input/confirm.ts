import { cleanLine } from '../../protocol/base/text.ts';
import { BadInputError, FailedError } from '../cli-error.ts';
import type { Context } from '../context.ts';

/** Goes on only after 'yes'. `deed` reads on from 'This will'. Errors: BadInputError where nobody can be asked. */
export async function confirm(deed: string, { io }: Context): Promise<void> {
  if (!io.interactive) throw new BadInputError(`Give --yes to ${deed}; this cannot be undone.`);
  const answer = await io.ask(`This will ${cleanLine(deed)}. It cannot be undone.\nDo it? Type yes: `);
  if (answer.trim().toLowerCase() !== 'yes') throw new FailedError('Nothing was deleted.');
}
