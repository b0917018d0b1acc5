import type { LogoView } from './api/organisation.ts';

// What a room's door tells whoever has its link, over HTTP. Types alone.

/** Whose room it is, as it wants to be seen. */
export interface House {
  readonly name: string;
  /** `#rrggbb`, on which white can be read and which can be read on paper; null: the installation's own. */
  readonly colour: string | null;
  readonly logo: Pick<LogoView, 'path' | 'width' | 'height'> | null;
}

/** When a room is open that is so only while it is reserved. */
export interface Opening {
  readonly isOpen: boolean;
  /** Local times of the zone, such as `2026-11-30T15:00`: as they were said, whatever one's own clock and zone are. */
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

export interface DoorView {
  /** Whether it shows a field for the password. */
  readonly password: 'none' | 'required' | 'optional';
  /** Null: nobody's but the operator's. */
  readonly house: House | null;
  /** Nine digits to be read out; null: nothing but its link guards it. */
  readonly code: string | null;
  /** Cameras begin with what is behind people blurred. */
  readonly blurred?: true;
  /** Any name will do: nobody is asked for their real one. */
  readonly pseudonyms?: true;
  /** Null: nobody knows when; undefined: it is always open. */
  readonly opening?: Opening | null;
}
