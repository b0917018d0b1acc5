import type { Command, CommandReplies } from '../../protocol/index.ts';
import type { Membership } from './membership.ts';
import type { Action } from './rights.ts';

/** Does one parsed command of somebody who is in a room or its lobby, and answers it; nothing stands for `{}`. */
type Perform<N extends Action> = (
  membership: Membership,
  command: Command<N>,
) => Promise<CommandReplies[N] extends Record<string, never> ? void : CommandReplies[N]>;

/** The commands of a feature, by their names; of all features together: each that there is. */
export type Commands<N extends Action = Action> = { readonly [K in N]: Perform<K> };
