// What a token may be used for. It never reaches farther than the rights of the organiser whose it is.

export const SCOPES = [
  'organisation:read',
  'organisation:write',
  'organisers:read',
  'organisers:write',
  'rooms:read',
  'rooms:write',
  'reservations:read',
  'reservations:write',
  'meetings:read',
  'meetings:write',
  'webhooks:read',
  'webhooks:write',
] as const;
export type Scope = (typeof SCOPES)[number];
