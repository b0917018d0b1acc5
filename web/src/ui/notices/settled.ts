import type { Notice, TableState } from '../../call/call-state.ts';

/** Who waits now, and whose microphone is in the way. */
export type Settling = Pick<TableState, 'lobby' | 'noisy'>;

/** Whether what a notice tells of is over, or shown elsewhere. */
export function isSettled(notice: Notice, { lobby, noisy }: Settling, hideKnocks: boolean): boolean {
  if (notice.kind === 'noisy') return !noisy.includes(notice.participantId);
  if (notice.kind === 'waiting') return hideKnocks || lobby.length === 0;
  if (notice.kind !== 'knocked' && notice.kind !== 'replied') return false;
  return hideKnocks || !lobby.some(({ id }) => id === notice.participantId);
}
