import type {
  ConsoleReply,
  JoinedReply,
  LobbyEntryView,
  ParticipantView,
  PollView,
  Reaction,
} from '../../../src/protocol/index.ts';
import { MAX_CHAT_MESSAGES, MAX_LOBBY_TEXTS } from '../../../src/protocol/limits.ts';
import { queueAfter } from '../features/hands/queue.ts';
import type { ServerEvent } from '../session/signaling.ts';
import {
  changedRoom,
  consoleOf,
  dated,
  type MeetingRoom,
  type PairedConsole,
  type ReceivedMessage,
  roomOf,
  type WaitingPerson,
  waitingOf,
} from './received.ts';

/** A reaction that fades; the key tells two equal ones apart. */
export interface ShownReaction {
  readonly key: number;
  readonly participantId: string;
  readonly reaction: Reaction;
}

/** What table and console have in common: the meeting without one's own media. */
export interface MeetingState {
  readonly room: MeetingRoom;
  readonly lobby: readonly WaitingPerson[];
  readonly consoles: readonly PairedConsole[];
  /** Everyone at the table in the order in which they sat down, oneself and observers included. */
  readonly participants: readonly ParticipantView[];
  /** Oldest first. */
  readonly chat: readonly ReceivedMessage[];
  /** Real-time text: lines that others are typing, by participant. */
  readonly typing: ReadonlyMap<string, string>;
  readonly polls: readonly PollView[];
  /** Who speaks now, and who is the loudest of them. */
  readonly speaking: { readonly active: string | null; readonly ids: ReadonlySet<string> };
  /** The latest ones, oldest first. */
  readonly reactions: readonly ShownReaction[];
}

/** The meeting as an answer by which somebody comes in lays it. */
export function meetingOf(reply: JoinedReply | ConsoleReply): MeetingState {
  const { room, participants, lobby, consoles, chat, polls } = reply;
  return {
    room: roomOf(room),
    participants,
    lobby: lobby.map(waitingOf),
    consoles: consoles.map(consoleOf),
    chat: chat.map(dated),
    polls,
    ...NOTHING_YET,
  };
}

export const NOBODY_SPEAKS: MeetingState['speaking'] = { active: null, ids: new Set() };
export const NOTHING_YET = { typing: new Map<string, string>(), reactions: [], speaking: NOBODY_SPEAKS } as const;

/** As many as the server keeps of both sides. */
const MAX_WORDS_SHOWN = 2 * MAX_LOBBY_TEXTS;
/** Reactions of a whole room at once; each is seen for seconds. */
const MAX_REACTIONS = 40;
let reactionKey = 0;

/** The meeting after an event; the same object when it changes nothing of it. */
export function applyToMeeting<M extends MeetingState>(meeting: M, event: ServerEvent): M {
  switch (event.name) {
    case 'room:updated': {
      const room = changedRoom(meeting.room, event.data);
      return { ...meeting, room, typing: room.chat ? meeting.typing : NOTHING_YET.typing };
    }
    case 'participant:joined':
    case 'participant:updated': {
      const { id, reconnecting, role } = event.data;
      // What they were typing when the line went, or when they became an observer, will not go on from there.
      const typing = reconnecting || role === 'observer' ? without(meeting.typing, id) : meeting.typing;
      return { ...meeting, participants: placed(meeting.participants, event.data), typing };
    }
    case 'participant:left': {
      const { participantId } = event.data;
      const participants = meeting.participants.filter(({ id }) => id !== participantId);
      return { ...meeting, participants, typing: without(meeting.typing, participantId) };
    }
    case 'hand:raised':
    case 'hand:lowered':
    case 'hands:all-lowered':
    case 'hand:handed-over':
      return { ...meeting, room: { ...meeting.room, hands: queueAfter(meeting.room.hands, event) } };
    case 'lobby:knocked':
      return { ...meeting, lobby: placed(meeting.lobby, waitingOf(event.data)) };
    case 'lobby:left':
      return { ...meeting, lobby: meeting.lobby.filter(({ id }) => id !== event.data.participantId) };
    case 'lobby:written': {
      const { participantIds } = event.data;
      const word = dated(event.data.word);
      const lobby = meeting.lobby.map((entry) =>
        participantIds.includes(entry.id) ? { ...entry, words: [...entry.words, word].slice(-MAX_WORDS_SHOWN) } : entry,
      );
      return { ...meeting, lobby };
    }
    case 'consoles:updated':
      return { ...meeting, consoles: event.data.map(consoleOf) };
    case 'self:updated': {
      const { lobby, consoles, chat } = event.data;
      return { ...meeting, lobby: lobby.map(waitingOf), consoles: consoles.map(consoleOf), chat: chat.map(dated) };
    }
    case 'chat:sent': {
      const chat = [...meeting.chat, dated(event.data)].slice(-MAX_CHAT_MESSAGES);
      return { ...meeting, chat, typing: without(meeting.typing, event.data.participantId) };
    }
    case 'text:typed': {
      const { participantId, text } = event.data;
      const typing = text === '' ? without(meeting.typing, participantId) : new Map(meeting.typing);
      if (text !== '') (typing as Map<string, string>).set(participantId, text);
      return { ...meeting, typing };
    }
    case 'poll:updated':
      return { ...meeting, polls: placed(meeting.polls, event.data) };
    case 'reaction:sent': {
      reactionKey += 1;
      return {
        ...meeting,
        reactions: [...meeting.reactions, { key: reactionKey, ...event.data }].slice(-MAX_REACTIONS),
      };
    }
    case 'speakers:changed': {
      const { active, levels } = event.data;
      const { speaking } = meeting;
      const ids = new Set(levels.map(({ participantId }) => participantId));
      const same =
        active === speaking.active && ids.size === speaking.ids.size && [...ids].every((id) => speaking.ids.has(id));
      return same ? meeting : { ...meeting, speaking: { active, ids } };
    }
    default:
      return meeting;
  }
}

function without(typing: ReadonlyMap<string, string>, participantId: string): ReadonlyMap<string, string> {
  if (!typing.has(participantId)) return typing;
  const rest = new Map(typing);
  rest.delete(participantId);
  return rest;
}

/** Replaced where it is, or added at the end: nobody's place moves. */
function placed<T extends Pick<ParticipantView | LobbyEntryView, 'id'>>(all: readonly T[], one: T): readonly T[] {
  return all.some(({ id }) => id === one.id) ? all.map((other) => (other.id === one.id ? one : other)) : [...all, one];
}
