import type { KeptPasskey, KeptToken } from '../../auth/index.ts';
import type { StoredOrganisation, StoredOrganiser } from '../../catalogue/ports.ts';
import { details, shorten, table } from './render.ts';
import { formatTime } from './text.ts';

// What is printed of organisations and organisers.

export function organisationView({ roomDefaults, createdAt, updatedAt, ...organisation }: StoredOrganisation) {
  return { ...organisation, roomDefaults, createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) };
}
type OrganisationView = ReturnType<typeof organisationView>;

export function organiserView({ createdAt, updatedAt, ...organiser }: StoredOrganiser) {
  return { ...organiser, createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) };
}
type OrganiserView = ReturnType<typeof organiserView>;

export function sessionView({ id, createdAt, usedAt }: { id: string; createdAt: number; usedAt: number }) {
  return { id, since: isoTime(createdAt), lastUsed: isoTime(usedAt) };
}
type SessionView = ReturnType<typeof sessionView>;

/** Without its key. */
export function passkeyView({ id, name, createdAt, usedAt, copiedAt }: KeptPasskey) {
  const lastUsedAt = usedAt === null ? null : isoTime(usedAt);
  return { id, name, createdAt: isoTime(createdAt), lastUsedAt, isCopied: copiedAt !== null };
}

export function passkeyTable(passkeys: readonly ReturnType<typeof passkeyView>[]): string {
  const rows = passkeys.map(({ id, name, createdAt, lastUsedAt, isCopied }) => [
    shorten(name),
    formatTime(Date.parse(createdAt)),
    lastUsedAt === null ? 'never' : formatTime(Date.parse(lastUsedAt)),
    isCopied ? 'refused: somebody has a copy' : 'works',
    id,
  ]);
  return table(['Name', 'Added', 'Last used', 'Status', 'Id'], rows);
}

export function tokenView({ id, holder, name, scopes, createdAt, expiresAt, usedAt }: KeptToken) {
  return {
    id,
    organiserId: holder.organiserId,
    name,
    scopes,
    createdAt: isoTime(createdAt),
    expiresAt: expiresAt === null ? null : isoTime(expiresAt),
    lastUsedAt: usedAt === null ? null : isoTime(usedAt),
  };
}

export function tokenTable(tokens: readonly ReturnType<typeof tokenView>[]): string {
  const rows = tokens.map(({ id, name, scopes, expiresAt, lastUsedAt }) => [
    shorten(name),
    scopes.join(' '),
    lastUsedAt === null ? 'never' : formatTime(Date.parse(lastUsedAt)),
    expiresAt === null ? 'never' : formatTime(Date.parse(expiresAt)),
    id,
  ]);
  return table(['Name', 'Scopes', 'Last used', 'Expires', 'Id'], rows);
}

export function organisationTable(
  organisations: readonly (OrganisationView & { readonly organisers: number; readonly rooms: number })[],
): string {
  const rows = organisations.map(({ id, name, organisers, rooms, maxRooms }) => [
    shorten(name),
    id,
    String(organisers),
    maxRooms === null ? String(rooms) : `${rooms} of ${maxRooms}`,
  ]);
  return table(['Name', 'Id', 'Organisers', 'Rooms'], rows);
}

export function organisationDetails({ roomDefaults, ...organisation }: OrganisationView): string {
  const defaults = Object.entries(roomDefaults).map(([name, value]) => `${name}: ${value}`);
  return details([
    ['Name', organisation.name],
    ['Id', organisation.id],
    ['Mail comes from', organisation.senderName ?? organisation.name],
    ['Colour', organisation.colour ?? "the server's own"],
    ['Logo', organisation.logo === null ? 'none' : logoText(organisation.logo)],
    ['Public holidays', organisation.federalState ?? 'of all states'],
    ['Rooms', organisation.maxRooms === null ? 'any number' : `${organisation.maxRooms} at most`],
    ['People at once', organisation.maxSeats === null ? 'any number' : `${organisation.maxSeats} at most`],
    ['New rooms', defaults.length === 0 ? 'as everywhere' : defaults.join(', ')],
    ['Created', formatTime(Date.parse(organisation.createdAt))],
    ['Changed', formatTime(Date.parse(organisation.updatedAt))],
  ]);
}

function logoText({ type, width, height }: NonNullable<OrganisationView['logo']>): string {
  return `${type}, ${width} x ${height} pixels`;
}

export function organiserTable(organisers: readonly (OrganiserView & { readonly organisation: string })[]): string {
  const rows = organisers.map((organiser) => [
    shorten(organiser.name),
    organiser.email,
    organiser.role,
    shorten(organiser.organisation),
    statusOf(organiser),
    organiser.id,
  ]);
  return table(['Name', 'E-mail', 'Role', 'Organisation', 'Status', 'Id'], rows);
}

export function sessionTable(sessions: readonly SessionView[]): string {
  const rows = sessions.map(({ id, since, lastUsed }) => [
    id,
    formatTime(Date.parse(since)),
    formatTime(Date.parse(lastUsed)),
  ]);
  return table(['Id', 'Signed in', 'Last used'], rows);
}

function statusOf({ isDisabled, hasPassword }: OrganiserView): string {
  if (isDisabled) return 'disabled';
  return hasPassword ? 'active' : 'invited';
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
