import type { JoinedReply } from '../../../src/protocol/index.ts';
import { restartNoticesOf } from '../features/ending/restart-notices.ts';
import { ownView } from '../features/floor/own-floor.ts';
import { lobbyNoticesOf, named } from '../features/lobby/lobby-notices.ts';
import type { ServerEvent } from '../session/signaling.ts';
import type { Notice, TableState } from './call-state.ts';
import { lineNoticesOf } from './line/line-notices.ts';
import { NOTHING_SENT } from './media/publisher.ts';
import { coverOf, sharedScreen } from './media/shared-screen.ts';
import { applyToMeeting, meetingOf } from './meeting-events.ts';
import { changedRoom, type MeetingRoom } from './received.ts';

/** The table as a join's answer lays it. */
export function tableOf(reply: JoinedReply): TableState {
  return {
    place: 'table',
    connection: 'connected',
    self: reply.self,
    ...meetingOf(reply),
    asked: null,
    isOffered: false,
    health: 'idle',
    sending: NOTHING_SENT,
    upload: 'good',
    download: 'good',
    isVoicePoor: false,
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
    case 'camera:off-offered':
      return { ...after, isOffered: true };
    case 'participant:switched-off':
      return event.data.source === after.asked ? { ...after, asked: null } : after;
    default:
      return after;
  }
}

/** What an event at the table is worth saying, to this person. */
export function noticesOf(table: TableState, event: ServerEvent): readonly Notice[] {
  const ofLobby = lobbyNoticesOf(table, event);
  if (event.name === 'room:updated') {
    const ofRoom = noticesOfRoom(table, changedRoom(table.room, event.data));
    return [...restartNoticesOf(table.room, event), ...ofLobby, ...ofRoom];
  }
  const ofLines = lineNoticesOf(table.participants, event, table.self.participantId);
  const notice = noticeOf(table, event);
  return [...(notice ? [notice] : []), ...ofLobby, ...ofLines, ...noticesOfScreens(table, event)];
}

/** Whoever shares a screen is told when another's is shown in its place, and when theirs is back. */
function noticesOfScreens(table: TableState, event: ServerEvent): readonly Notice[] {
  const { participants: before, self } = table;
  const { participants } = applyToMeeting(table, event);
  if (participants === before) return [];
  const cover = coverOf(participants, self.participantId);
  const wasCovered = coverOf(before, self.participantId) !== null;
  if (cover !== null) return wasCovered ? [] : [{ kind: 'screen-covered', ...named(cover) }];
  const isShown = sharedScreen(participants, self.participantId)?.isSelf === true;
  return wasCovered && isShown ? [{ kind: 'screen-uncovered' }] : [];
}

function noticeOf(table: TableState, { name, data }: ServerEvent): Notice | null {
  switch (name) {
    case 'participant:joined': {
      const known = table.participants.some(({ id }) => id === data.id);
      return known ? null : { kind: 'joined', ...named(data) };
    }
    case 'participant:updated': {
      if (data.id !== table.self.participantId) return null;
      const hadFloor = ownView(table)?.hasFloor ?? false;
      if (data.hasFloor === hadFloor) return null;
      return { kind: data.hasFloor ? 'floor-given' : 'floor-taken' };
    }
    case 'hand:raised': {
      const { room, self, participants } = table;
      const who = participants.find(({ id }) => id === data.participantId);
      const isNews = self.isChairing && data.participantId !== self.participantId;
      return isNews && who && !room.hands.includes(who.id) ? { kind: 'hand-raised', ...named(who) } : null;
    }
    case 'self:updated':
      return data.role === table.self.role ? null : { kind: 'role-changed', role: data.role };
    case 'participant:left': {
      const who = table.participants.find(({ id }) => id === data.participantId);
      return who ? { kind: 'left', ...named(who) } : null;
    }
    case 'participant:switched-off':
      return { kind: 'switched-off', source: data.source };
    case 'participant:switched-on':
      return { kind: 'switched-on', source: data.source };
    case 'chair:changed': {
      const who = table.participants.filter(({ id }) => data.participantIds.includes(id));
      const isSelf = data.participantIds.includes(table.self.participantId);
      return { kind: 'chair-changed', cause: data.cause, isSelf, who: who.map(named) };
    }
    default:
      return null;
  }
}

function noticesOfRoom(table: TableState, room: MeetingRoom): readonly Notice[] {
  const { room: before, self } = table;
  const notices: Notice[] = [];
  if (room.locked !== before.locked) notices.push({ kind: room.locked ? 'locked' : 'unlocked' });
  if (isOtherMoment(room.closesAt, before.closesAt)) {
    notices.push(room.closesAt === null ? { kind: 'kept-open' } : { kind: 'closing', closesAt: room.closesAt });
  }
  const { microphone, camera } = room.restricted;
  const isBound = !self.isChairing && self.role !== 'observer' && !ownView(table)?.hasFloor;
  if (isBound && (microphone !== before.restricted.microphone || camera !== before.restricted.camera)) {
    notices.push({ kind: 'restricted', restricted: room.restricted });
  }
  return notices;
}

/** The way of a message takes longer or shorter, which is no news. */
function isOtherMoment(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one !== other;
  return Math.abs(one - other) > 1_000;
}
