import type { JoinedReply } from '../../../src/signaling/protocol/index.ts';
import type { ServerEvent } from '../signaling/signaling.ts';
import type { Notice, TableState } from './call-state.ts';
import { applyToMeeting, NOTHING_YET } from './meeting-events.ts';
import { NOTHING_SENT } from './publisher.ts';

/** The table as a join's answer lays it. */
export function tableOf({ room, self, participants, lobby, consoles, chat, polls }: JoinedReply): TableState {
  return {
    place: 'table',
    connection: 'connected',
    room,
    self,
    participants,
    lobby,
    consoles,
    chat,
    polls,
    ...NOTHING_YET,
    asked: null,
    health: 'idle',
    sending: NOTHING_SENT,
    tracks: new Map(),
  };
}

/** The table after an event; the same object when nothing changes. */
export function applyToTable(table: TableState, event: ServerEvent): TableState {
  const after = applyToMeeting(table, event);
  switch (event.name) {
    case 'self:updated': {
      const { role, isChairing } = event.data;
      return { ...after, self: { ...after.self, role, isChairing } };
    }
    case 'participant:asked':
      return { ...after, asked: event.data.source };
    case 'participant:switched-off':
      return event.data.source === after.asked ? { ...after, asked: null } : after;
    default:
      return after;
  }
}

/** What an event at the table is worth saying, to this person. */
export function noticeOf(table: TableState, { name, data }: ServerEvent): Notice | null {
  switch (name) {
    case 'participant:joined': {
      const known = table.participants.some(({ id }) => id === data.id);
      return known ? null : { kind: 'joined', displayName: data.displayName };
    }
    case 'participant:left': {
      const who = table.participants.find(({ id }) => id === data.participantId);
      return who ? { kind: 'left', displayName: who.displayName } : null;
    }
    case 'lobby:knocked': {
      const known = table.lobby.some(({ id }) => id === data.id);
      return known ? null : { kind: 'knocked', participantId: data.id, displayName: data.displayName };
    }
    case 'room:updated':
      if (data.locked === table.room.locked) return null;
      return { kind: data.locked ? 'locked' : 'unlocked' };
    case 'participant:switched-off':
      return { kind: 'switched-off', source: data.source };
    case 'participant:switched-on':
      return { kind: 'switched-on', source: data.source };
    case 'chair:changed': {
      const names = table.participants.filter(({ id }) => data.participantIds.includes(id));
      const isSelf = data.participantIds.includes(table.self.participantId);
      return { kind: 'chair-changed', cause: data.cause, isSelf, names: names.map(({ displayName }) => displayName) };
    }
    default:
      return null;
  }
}
