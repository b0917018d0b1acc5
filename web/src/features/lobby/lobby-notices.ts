import type { Named } from '../../../../src/protocol/index.ts';
import type { Notice } from '../../call/call-state.ts';
import type { MeetingState } from '../../call/meeting-events.ts';
import type { ServerEvent } from '../../session/signaling.ts';

/** What is worth a word about those who wait, at the table and at the console alike. */
export type LobbyNotice = Extract<Notice, { kind: 'knocked' | 'replied' | 'waiting' | 'lobby-changed' }>;

type Waiting = MeetingState['lobby'][number];

/** Who was found waiting by somebody who comes, or comes to chair, beside those they knew of. */
export function foundWaiting(
  known: readonly Pick<Waiting, 'id'>[],
  lobby: readonly Pick<Waiting, 'id'>[],
): readonly LobbyNotice[] {
  const ids = new Set(known.map(({ id }) => id));
  const count = lobby.filter(({ id }) => !ids.has(id)).length;
  return count === 0 ? [] : [{ kind: 'waiting', count }];
}

export function lobbyNoticesOf(
  { lobby, room }: Pick<MeetingState, 'lobby' | 'room'>,
  event: ServerEvent,
): readonly LobbyNotice[] {
  switch (event.name) {
    case 'self:updated':
      return foundWaiting(lobby, event.data.lobby);
    case 'lobby:knocked': {
      const { id: participantId } = event.data;
      const isKnown = lobby.some(({ id }) => id === participantId);
      return isKnown ? [] : [{ kind: 'knocked', participantId, ...named(event.data) }];
    }
    case 'lobby:written': {
      const { participantIds, word } = event.data;
      const who = lobby.find(({ id }) => participantIds.includes(id));
      // What another one who chairs has written is in the list, and no news for the ear.
      if (!who || word.by !== null) return [];
      return [{ kind: 'replied', participantId: who.id, ...named(who), text: word.text }];
    }
    case 'room:updated': {
      const { lobby: mode = room.lobby } = event.data;
      return mode === room.lobby ? [] : [{ kind: 'lobby-changed', lobby: mode }];
    }
    default:
      return [];
  }
}

/** A notice keeps the name as it was then. */
export function named({ displayName, mark }: Named): Named {
  return { displayName, mark };
}
