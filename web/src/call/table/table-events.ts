import type { JoinedReply } from '../../../../src/protocol/index.ts';
import type { ServerEvent } from '../../session/signaling.ts';
import type { TableState } from '../call-state.ts';
import { NOTHING_SENT } from '../media/publisher.ts';
import { applied, type OwnMedia, saidOf, together, turned } from '../meeting/feature.ts';
import { FEATURES, type FeatureNotice, isNews, type SeatState } from '../meeting/features.ts';
import { ALL, applyToMeeting, meetingNoticesOf, meetingOf } from '../meeting/meeting-events.ts';

const CHANGES = ALL.map(({ atTable }) => atTable?.changes);
const WORDS = ALL.map(({ atTable }) => atTable?.words);
const MEDIA = ALL.map(({ atTable }) => atTable?.media);

/** The table as a join's answer lays it. `before`: of whoever is back. */
export function tableOf(reply: JoinedReply, before: TableState | null = null): TableState {
  return {
    place: 'table',
    connection: 'connected',
    self: reply.self,
    ...meetingOf(reply),
    ...seatOf(reply, before),
    health: 'idle',
    sending: NOTHING_SENT,
    upload: 'good',
    download: 'good',
    relief: 'none',
    resting: new Set(),
    isVoicePoor: false,
    tracks: new Map(),
  };
}

/** The table after an event; the same object when nothing changes. */
export function applyToTable(table: TableState, event: ServerEvent): TableState {
  return isNews(event) ? applied(applyToMeeting(table, event), CHANGES, event) : table;
}

/** What an event at the table is worth saying, to this person. */
export function noticesOf(table: TableState, event: ServerEvent): readonly FeatureNotice[] {
  if (!isNews(event)) return [];
  const atTable = saidOf([table, applyToTable(table, event)], WORDS, event);
  return [...atTable, ...meetingNoticesOf(table, event)];
}

/** An event's turn for one's own media. */
export function turnMedia(media: OwnMedia, event: ServerEvent): void {
  if (isNews(event)) turned(media, MEDIA, event);
}

function seatOf(reply: JoinedReply, before: TableState | null): SeatState {
  return together(
    FEATURES.map((feature) =>
      'atTable' in feature && 'laid' in feature.atTable ? feature.atTable.laid(reply, before) : null,
    ),
  );
}
