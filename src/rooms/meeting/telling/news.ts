import type { MeetingEvent } from '../../../protocol/index.ts';
import type { Participant } from '../participant/participant.ts';

// What is told, and which of it a newer one takes the place of.

export interface Address {
  /** `chair`: those who chair when it is told. */
  readonly to: 'everyone' | 'chair';
  /** Is told in any case. */
  readonly also: Participant | null;
  readonly except: Participant | null;
  /** May be lost when a client is slow. */
  readonly volatile: boolean;
}

export interface News extends Address {
  readonly event: MeetingEvent;
  /** Counts up with every change, so that it can be told from what an arrival was shown. */
  readonly turn: number;
}

/** What is not told yet. */
interface Waiting {
  readonly turn: number;
  has(slot: string): boolean;
}

/** What a newer event takes the place of; the first of somebody keeps theirs, which is their place on every screen. */
export function slotOf({ name, data }: MeetingEvent, waits: Waiting): string {
  switch (name) {
    case 'room:updated':
    case 'consoles:updated':
      return name;
    case 'participant:joined':
      return `joined ${data.id}`;
    case 'participant:updated':
      return `updated ${data.id}`;
    case 'participant:left':
      return `left ${data.participantId}`;
    case 'lobby:knocked':
      return waits.has(`knocked ${data.id}`) ? `waiting ${data.id}` : `knocked ${data.id}`;
    case 'lobby:left':
      return `gone ${data.participantId}`;
    case 'hand:raised':
    case 'hand:lowered':
      return `hand ${data.participantId}`;
    case 'noise:reported':
      return `noise ${data.participantId}`;
    case 'seat:changed':
      return `seat ${data.id}`;
    case 'text:typed':
      return `typed ${data.participantId}`;
    case 'poll:updated':
      return `poll ${data.id}`;
    default:
      return `turn ${waits.turn}`;
  }
}

/** What goes behind what happened since, when it happens again. */
export const MOVES_BACK: ReadonlySet<MeetingEvent['name']> = new Set([
  'text:typed',
  'lobby:knocked',
  'hand:raised',
  'hand:lowered',
  'seat:changed',
]);

/** What need not be told any more. */
export function outdatedBy({ name, data }: MeetingEvent, slots: Iterable<string>): readonly string[] {
  switch (name) {
    case 'participant:left':
      return ['joined', 'updated', 'typed'].map((slot) => `${slot} ${data.participantId}`);
    case 'lobby:left':
      return ['knocked', 'waiting'].map((slot) => `${slot} ${data.participantId}`);
    case 'room:updated':
      // The whole plan says who sits where.
      return data.plan === undefined ? [] : [...slots].filter((slot) => slot.startsWith('seat '));
    case 'hands:all-lowered':
      return [...slots].filter((slot) => slot.startsWith('hand '));
    default:
      return [];
  }
}

/** Of two in one slot: the latest, and of the room everything that has changed. */
export function merged(former: News, latest: News): Pick<News, 'event' | 'except'> {
  const except = former.except === latest.except ? latest.except : null;
  if (former.event.name !== 'room:updated' || latest.event.name !== 'room:updated')
    return { except, event: latest.event };
  return { except, event: { name: 'room:updated', data: { ...former.event.data, ...latest.event.data } } };
}
