import type { FloorSwitches, Role } from '../base/roles.ts';
import type { Bearing, Source } from '../media/media.ts';
import type { PortraitView } from './portraits.ts';

// Who is at the table.

export interface ProducerView {
  readonly id: string;
  /** Higher for what began later in this room: of several screens the newest is shown. */
  readonly order: number;
  readonly source: Source;
  readonly paused: boolean;
  /** Paused since its device gives nothing for now: a telephone call, a key that mutes. Its owner wants it on. */
  readonly interrupted?: true;
}

export const NAME_CLAIMS = ['chair', 'seat', 'seatLink'] as const;

/**
 * Whose name somebody bears without being them: `chair`, theirs who lead; `seat`, a seat's of the plan on which they do
 * not sit. `seatLink`: they sit on it by the name alone, although a link was made for it.
 */
export type NameClaim = (typeof NAME_CLAIMS)[number];

/** What has to be said beside a name, so that nobody is taken for somebody else. */
export interface NameMark {
  /** The how many here of this name, or of one that looks like it; null: the first. */
  readonly twin: number | null;
  readonly claims: NameClaim | null;
}

/** Somebody as they are named to others. */
export interface Named {
  readonly displayName: string;
  readonly mark?: NameMark | null | undefined;
}

/** A name as it stands in a list of names alone: '(2)' behind the second of that name. */
export function numberedName({ displayName, mark }: Named): string {
  return mark?.twin == null ? displayName : `${displayName} (${mark.twin})`;
}

export interface ParticipantView extends PortraitView {
  readonly id: string;
  readonly displayName: string;
  readonly mark?: NameMark | null;
  readonly role: Role;
  /** Whether they chair now: a moderator who is here, or the deputy who stands in. */
  readonly isChairing: boolean;
  /** True while the signaling connection is lost and the place is kept. */
  readonly reconnecting: boolean;
  /** Broken: they cannot be reached now, or nothing of their sound and pictures arrives. */
  readonly line: 'good' | 'broken';
  readonly upload: Bearing;
  readonly producers: readonly ProducerView[];
  /** Hard mute for this person alone, beside the room's. */
  readonly restricted: FloorSwitches;
  /** Given by the chair: hard mute does not bind them. */
  readonly hasFloor: boolean;
  /** What this person allows the chair to switch on for them in this meeting. */
  readonly consent: FloorSwitches;
  /** Their seat in the room's plan. */
  readonly seatId: string | null;
}

/** To those at the table and at the consoles. */
export interface PeopleNews {
  'participant:joined': (participant: ParticipantView) => void;
  'participant:updated': (participant: ParticipantView) => void;
  'participant:left': (event: { participantId: string }) => void;
}
