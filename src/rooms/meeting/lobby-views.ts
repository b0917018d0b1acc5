import { agoOf, type LobbyEntryView, type LobbyWord } from '../../protocol/index.ts';
import type { KeptWord, Participant } from './participant.ts';
import { lobbyOf } from './participant-state.ts';

// Those who wait, as those who chair see them.

export function lobbyEntry(participant: Participant): LobbyEntryView {
  const { id, displayName, mark, state, lobbyWords, isFromMarkedOrigin } = participant;
  return {
    id,
    displayName,
    mark,
    waitedMs: agoOf(lobbyOf(state)?.since ?? Date.now()),
    reconnecting: state.kind === 'reconnecting',
    words: lobbyWords.map(lobbyWord),
    ...(isFromMarkedOrigin && { fromMarkedNetwork: true }),
  };
}

export function lobbyWord({ at, ...word }: KeptWord): LobbyWord {
  return { ...word, agoMs: agoOf(at) };
}
