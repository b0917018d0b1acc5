// Calling people together, as far as they are on their way.

/** Of somebody whom a room expects: not to be seen, at the door, or at the table. */
export const PRESENCES = ['away', 'at-door', 'here'] as const;
export type Presence = (typeof PRESENCES)[number];
