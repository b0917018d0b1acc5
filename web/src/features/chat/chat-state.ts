import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { MAX_CHAT_MESSAGES } from '../../../../src/protocol/limits.ts';
import type { Feature, Here, MeetingReply } from '../../call/meeting/feature.ts';
import { dated, type ReceivedMessage } from '../../call/meeting/received.ts';

type Lines = ReadonlyMap<string, string>;

interface ChatState {
  /** Oldest first. */
  readonly chat: readonly ReceivedMessage[];
  /** Real-time text: lines that others are typing, by participant. */
  readonly typing: Lines;
}

export const chat = {
  laid: (reply: MeetingReply): ChatState => ({ chat: reply.chat.map(dated), typing: new Map() }),
  changes: {
    'self:updated': (_state, data) => ({ chat: data.chat.map(dated) }),
    'chat:sent': (state, message) => ({
      chat: [...state.chat, dated(message)].slice(-MAX_CHAT_MESSAGES),
      typing: without(state.typing, message.participantId),
    }),
    'text:typed': ({ typing }, { participantId, text }) =>
      text === ''
        ? { typing: without(typing, participantId) }
        : { typing: new Map([...typing, [participantId, text]]) },
    'room:updated': ({ typing }, { chat: isOn = true }) => (isOn || typing.size === 0 ? {} : { typing: new Map() }),
    'participant:joined': ({ typing }, one) => ({ typing: goingOn(typing, one) }),
    'participant:updated': ({ typing }, one) => ({ typing: goingOn(typing, one) }),
    'participant:left': ({ typing }, { participantId }) => ({ typing: without(typing, participantId) }),
  },
} satisfies Feature<Here & ChatState, Here & ChatState, never>;

/** What somebody was typing when the line went, or when they became an observer, will not go on from there. */
function goingOn(typing: Lines, { id, reconnecting, role }: ParticipantView): Lines {
  return reconnecting || role === 'observer' ? without(typing, id) : typing;
}

function without(typing: Lines, participantId: string): Lines {
  return typing.has(participantId) ? new Map([...typing].filter(([id]) => id !== participantId)) : typing;
}
