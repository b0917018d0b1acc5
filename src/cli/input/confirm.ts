import { cleanLine } from '../../protocol/base/text.ts';
import { BadInputError, FailedError } from '../cli-error.ts';
import type { Context } from '../context.ts';

/**
 * Goes on only after 'yes'. `deed` reads on from 'This will'; `undo`: the command that makes it as it was; null: none does.
 * Errors: BadInputError where nobody can be asked.
 */
export async function confirm(
  deed: string,
  { io }: Context,
  { undo = null }: { undo?: string | null } = {},
): Promise<void> {
  if (!io.interactive) {
    throw new BadInputError(
      undo === null ? `Give --yes to ${deed}; this cannot be undone.` : `Give --yes to ${deed}. To undo it: ${undo}`,
    );
  }
  const after = undo === null ? 'It cannot be undone.' : `To undo it: ${cleanLine(undo)}`;
  const answer = await io.ask(`This will ${cleanLine(deed)}. ${after}\nDo it? Type yes: `);
  if (answer.trim().toLowerCase() !== 'yes') throw new FailedError('Nothing was changed.');
}
