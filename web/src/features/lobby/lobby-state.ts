import type { LobbyMode, Named } from '../../../../src/protocol/index.ts';
import { MAX_LOBBY_TEXTS } from '../../../../src/protocol/limits.ts';
import { type Feature, type Here, type MeetingReply, placed } from '../../call/meeting/feature.ts';
import { named } from '../../call/meeting/named.ts';
import { dated, type WaitingPerson, waitingOf } from '../../call/meeting/received.ts';

interface LobbyState {
  /** Those who wait, shown to those who chair. */
  readonly lobby: readonly WaitingPerson[];
}

/** What is worth a word about those who wait, at the table and at the console alike. */
type LobbyNotice =
  | ({ readonly kind: 'knocked'; readonly participantId: string } & Named)
  /** Somebody who waits has written. */
  | ({ readonly kind: 'replied'; readonly participantId: string; readonly text: string } & Named)
  /** Found waiting by somebody who comes to chair: after a reload, or as a successor. */
  | { readonly kind: 'waiting'; readonly count: number }
  /** Who comes from now on waits, or no longer does. */
  | { readonly kind: 'lobby-changed'; readonly lobby: LobbyMode };

/** As many as the server keeps of both sides. */
const MAX_WORDS_SHOWN = 2 * MAX_LOBBY_TEXTS;

export const lobby = {
  laid: (reply: MeetingReply): LobbyState => ({ lobby: reply.lobby.map(waitingOf) }),
  changes: {
    'self:updated': (_state, data) => ({ lobby: data.lobby.map(waitingOf) }),
    'lobby:knocked': (state, entry) => ({ lobby: placed(state.lobby, waitingOf(entry)) }),
    'lobby:left': (state, { participantId }) => ({ lobby: state.lobby.filter(({ id }) => id !== participantId) }),
    'lobby:written': (state, { participantIds, word }) => {
      const written = dated(word);
      const withWord = (entry: WaitingPerson) => ({
        ...entry,
        words: [...entry.words, written].slice(-MAX_WORDS_SHOWN),
      });
      return { lobby: state.lobby.map((entry) => (participantIds.includes(entry.id) ? withWord(entry) : entry)) };
    },
  },
  words: {
    'self:updated': (before, data) => foundWaiting(before.lobby, data.lobby),
    'lobby:knocked': (before, entry) => {
      const isKnown = before.lobby.some(({ id }) => id === entry.id);
      return isKnown ? [] : [{ kind: 'knocked', participantId: entry.id, ...named(entry) }];
    },
    'lobby:written': (before, { participantIds, word }) => {
      const who = before.lobby.find(({ id }) => participantIds.includes(id));
      // What another one who chairs has written is in the list, and no news for the ear.
      if (!who || word.by !== null) return [];
      return [{ kind: 'replied', participantId: who.id, ...named(who), text: word.text }];
    },
    'room:updated': ({ room }, { lobby: mode = room.lobby }) =>
      mode === room.lobby ? [] : [{ kind: 'lobby-changed', lobby: mode }],
  },
  found: (before, reply) => foundWaiting(before?.lobby ?? [], reply.lobby),
} satisfies Feature<Here & LobbyState, Here & LobbyState, LobbyNotice>;

/** Who was found waiting by somebody who comes, or comes to chair, beside those they knew of. */
function foundWaiting(
  known: readonly Pick<WaitingPerson, 'id'>[],
  waiting: readonly Pick<WaitingPerson, 'id'>[],
): readonly LobbyNotice[] {
  const ids = new Set(known.map(({ id }) => id));
  const count = waiting.filter(({ id }) => !ids.has(id)).length;
  return count === 0 ? [] : [{ kind: 'waiting', count }];
}
