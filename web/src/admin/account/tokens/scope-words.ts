import type { Scope } from '../../../../../src/protocol/api/scopes.ts';

/** Under what the catalogues have a scope: a colon means something else there. */
export const SCOPE_WORDS = {
  'organisation:read': 'organisationRead',
  'organisation:write': 'organisationWrite',
  'organisers:read': 'organisersRead',
  'organisers:write': 'organisersWrite',
  'rooms:read': 'roomsRead',
  'rooms:write': 'roomsWrite',
  'reservations:read': 'reservationsRead',
  'reservations:write': 'reservationsWrite',
  'meetings:read': 'meetingsRead',
  'meetings:write': 'meetingsWrite',
  'webhooks:read': 'webhooksRead',
  'webhooks:write': 'webhooksWrite',
} as const satisfies Readonly<Record<Scope, string>>;
