import type { Command, CommandReplies } from '../protocol/index.ts';
import { type Action, authorize, type Commands, type Membership } from './meeting/index.ts';
import { keepPace } from './pace/pace.ts';

/**
 * One parsed command of somebody who is in: within their rights, and within its pace; what it has done is told to them
 * before it is answered. Errors: NOT_ALLOWED, RATE_LIMITED, as the command.
 */
export async function perform<N extends Action>(
  commands: Commands,
  membership: Membership,
  name: N,
  command: Command<N>,
): Promise<CommandReplies[N]> {
  authorize(membership, name);
  // Who may not do it uses up nobody's pace.
  keepPace(membership, name);
  // The schema that parsed it is the one that the table's type comes from.
  const act = commands[name] as Commands<N>[N];
  try {
    return ((await act(membership, command)) ?? {}) as CommandReplies[N];
  } finally {
    membership.meeting.tell.catchUp(membership.participant);
  }
}
