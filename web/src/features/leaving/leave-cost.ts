import type { LobbyState, TableState } from '../../call/call-state.ts';
import type { usePasswordNeed } from '../../ui/parts.tsx';

/** What a slip on 'leave' would cost. `chair`: others are left without somebody who leads, or sent home. */
export type LeaveCost = 'nothing' | 'password-or-lobby' | 'chair' | 'place-in-line';

export function leaveCost(
  state: LobbyState | TableState,
  { need, invited }: { readonly need: ReturnType<typeof usePasswordNeed>; readonly invited: boolean },
): LeaveCost {
  if (state.place === 'lobby') return 'place-in-line';
  const { self, participants, lobby, room } = state;
  const isAlone = participants.length <= 1 && lobby.length === 0;
  if (self.isChairing) return isAlone ? 'nothing' : 'chair';
  const asksPassword = !invited && need !== 'none';
  return asksPassword || room.lobby === 'on' ? 'password-or-lobby' : 'nothing';
}

/** Who leads when only oneself goes: one's own console, somebody else at the table, or nobody. */
export function whoLeadsThen({ self, participants, consoles }: TableState): 'console' | { name: string } | null {
  if (consoles.some(({ ownerId, reconnecting }) => ownerId === self.participantId && !reconnecting)) return 'console';
  const others = participants.filter(({ id, reconnecting }) => id !== self.participantId && !reconnecting);
  const next = others.find(({ role }) => role === 'moderator') ?? others.find(({ role }) => role === 'deputy');
  return next ? { name: next.displayName } : null;
}
