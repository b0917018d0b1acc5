import type { LogoView } from './api/organisation.ts';

// What a room's door tells whoever has its link, over HTTP. Types alone.

/** Whose room it is, as it wants to be seen. */
export interface House {
  readonly name: string;
  /** `#rrggbb`, on which white can be read and which can be read on paper; null: the installation's own. */
  readonly colour: string | null;
  readonly logo: Pick<LogoView, 'path' | 'width' | 'height'> | null;
}

export interface DoorView {
  /** Whether it shows a field for the password. */
  readonly password: 'none' | 'required' | 'optional';
  /** Null: nobody's but the operator's. */
  readonly house: House | null;
  /** Nine digits to be read out; null: nothing but its link guards it. */
  readonly code: string | null;
}
