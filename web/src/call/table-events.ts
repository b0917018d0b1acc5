import type { JoinedReply, ParticipantView } from '../../../src/signaling/protocol/index.ts';
import type { ServerEvent } from '../signaling/signaling.ts';
import type { Notice, TableState } from './call-state.ts';
import { NOTHING_SENT } from './publisher.ts';

const NOBODY_SPEAKS: TableState['speaking'] = { active: null, ids: new Set() };

/** The table as a join's answer lays it. */
export function tableOf({ room, self, participants, lobby }: JoinedReply): TableState {
  return {
    place: 'table',
    connection: 'connected',
    room,
    self,
    participants,
    lobby,
    speaking: NOBODY_SPEAKS,
    health: 'idle',
    sending: NOTHING_SENT,
    tracks: new Map(),
  };
}

/** The table after an event; the same object when nothing changes. */
export function applyToTable(table: TableState, event: ServerEvent): TableState {
  switch (event.name) {
    case 'room:updated':
      return { ...table, room: event.data };
    case 'participant:joined':
    case 'participant:updated':
      return { ...table, participants: seated(table.participants, event.data) };
    case 'participant:left':
      return { ...table, participants: table.participants.filter(({ id }) => id !== event.data.participantId) };
    case 'lobby:knocked':
      return { ...table, lobby: seated(table.lobby, event.data) };
    case 'lobby:left':
      return { ...table, lobby: table.lobby.filter(({ id }) => id !== event.data.participantId) };
    case 'speakers:changed': {
      const { active, levels } = event.data;
      const { speaking } = table;
      const ids = new Set(levels.map(({ participantId }) => participantId));
      const same =
        active === speaking.active && ids.size === speaking.ids.size && [...ids].every((id) => speaking.ids.has(id));
      return same ? table : { ...table, speaking: { active, ids } };
    }
    // About this client's own media or place; the call deals with them.
    case 'room:left':
    case 'participant:muted':
    case 'lobby:updated':
    case 'lobby:admitted':
    case 'consumer:changed':
    case 'consumer:closed':
    case 'session:replaced':
      return table;
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
    case 'participant:muted':
      return { kind: 'muted-by-moderator' };
    default:
      return null;
  }
}

/** Replaced where it sits, or added at the end: a seat never moves. */
function seated<T extends Pick<ParticipantView, 'id'>>(all: readonly T[], one: T): readonly T[] {
  return all.some(({ id }) => id === one.id) ? all.map((other) => (other.id === one.id ? one : other)) : [...all, one];
}
