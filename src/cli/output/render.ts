import Table from 'cli-table3';
import { cleanLine } from '../../protocol/base/text.ts';
import { withoutUnseen } from '../../protocol/base/unseen.ts';
import type { NameClaim } from '../../protocol/index.ts';
import { numberedName } from '../../protocol/meeting/people.ts';
import { roomCodeInGroups } from '../../protocol/room-code.ts';
import type { StoredRoom, StoredStay } from '../../rooms/ports/storage.ts';
import type { Io } from '../io.ts';
import type { Person } from '../server/admin-client.ts';
import { formatCount, formatTime, toJson } from './text.ts';
import type { InviteView, PlanView, RoomView } from './views.ts';

const NAME_WIDTH = 40;

/** Says the same to a script and to a person; nothing that somebody is called steers the terminal. */
export function print(io: Io, { json, value, text }: { json: boolean; value: unknown; text: () => string }): void {
  io.out(json ? toJson(value) : text().split('\n').map(withoutUnseen).join('\n'));
}

export interface LiveCount {
  readonly participants: number;
  readonly lobby: number;
}

/** `live` is null when no server is running. */
export function roomTable(
  rooms: readonly (RoomView & { readonly live: LiveCount | null; readonly openUntil: string | null })[],
): string {
  const rows = rooms.map((room) => [
    shorten(room.name),
    room.id,
    room.hasPassword ? 'yes' : 'no',
    room.lobby,
    room.live === null ? '?' : liveText(room.live),
    room.openUntil === null ? '' : formatTime(Date.parse(room.openUntil)),
  ]);
  return table(['Name', 'Id', 'Password', 'Lobby', 'There now', 'Open until'], rows);
}

export function inviteTable(invites: readonly InviteView[]): string {
  const rows = invites.map((invite) => [
    invite.id,
    invite.trusted ? `${invite.role}, trusted` : invite.role,
    invite.label === null ? '' : shorten(invite.label),
    invite.status,
    invite.maxUses === null ? `${invite.uses}` : `${invite.uses} of ${invite.maxUses}`,
    invite.expiresAt === null ? 'never' : formatTime(Date.parse(invite.expiresAt)),
  ]);
  return table(['Id', 'Role', 'Label', 'Status', 'Used', 'Expires'], rows);
}

const CLAIM_WORDS: Readonly<Record<NameClaim, string>> = {
  chair: 'not the chair',
  seat: 'not on this seat',
  seatLink: "without the seat's link",
};

/** The name with what has to be said beside it. */
export function personName(person: Person): string {
  const { displayName, mark } = person;
  const name = numberedName({ displayName: shorten(displayName), mark });
  return mark?.claims == null ? name : `${name}, ${CLAIM_WORDS[mark.claims]}`;
}

export function peopleTable(people: readonly Person[]): string {
  const rows = people.map((person) => {
    const { id, role, state, since } = person;
    return [personName(person), role, state, formatTime(since), cleanLine(id)];
  });
  return table(['Name', 'Role', 'State', 'Since', 'Id'], rows);
}

export function seatTable({ seats }: PlanView): string {
  return table(
    ['No.', 'Name', 'Link'],
    seats.map(({ number, name, link }) => [String(number), shorten(name), link ?? '-']),
  );
}

/** Nobody takes a pseudonym for who somebody is. */
export function nameTitle({ pseudonyms }: Pick<StoredRoom, 'pseudonyms'>): string {
  return pseudonyms ? 'Name or pseudonym' : 'Name';
}

export function attendanceTable(room: Pick<StoredRoom, 'pseudonyms'>, stays: readonly StoredStay[]): string {
  const rows = stays.map(({ displayName, role, seat, joinedAt, leftAt }) => [
    shorten(displayName),
    role,
    shorten(seat ?? '-'),
    formatTime(joinedAt),
    leftAt === null ? '-' : formatTime(leftAt),
  ]);
  return table([nameTitle(room), 'Role', 'Seat', 'Joined', 'Left'], rows);
}

export function checkTable(checks: readonly (readonly [code: string, checkedAt: number, words: string])[]): string {
  const rows = checks.map(([code, checkedAt, words]) => [code, formatTime(checkedAt), words]);
  return table(['Code', 'Checked', 'Verdict'], rows);
}

export function roomDetails(room: RoomView): string {
  return details([
    ['Name', room.name],
    ['Id', room.id],
    ['Link', room.link],
    ['Code', room.code === null ? '-' : roomCodeInGroups(room.code)],
    ['Password', room.hasPassword ? 'yes' : 'no'],
    ['Lobby', room.lobby],
    ['Lobby message', room.lobbyMessage ?? '-'],
    ['Join before host', yesNo(room.joinBeforeHost)],
    ['Locked', yesNo(room.locked)],
    ['Open', room.onlyReserved ? 'only while it is reserved' : 'always'],
    ['Max participants', String(room.maxParticipants)],
    ['Mute on entry', yesNo(room.muteOnEntry)],
    ['Camera on entry', room.cameraOnEntry],
    ['Renaming', yesNo(room.renaming)],
    ['Pseudonyms', yesNo(room.pseudonyms)],
    ['Trusted invites pass', yesNo(room.trustedPass)],
    ['Lobby replies', yesNo(room.lobbyReplies)],
    ['Chat', yesNo(room.chat)],
    [
      'Attendance',
      room.attendanceDays === 0 ? 'not kept' : `kept for ${formatCount(room.attendanceDays, 'day', 'days')}`,
    ],
    ['Quorum', room.quorum === null ? '-' : String(room.quorum)],
    ['Organisation', room.organisationId ?? '-'],
    ['Created', formatTime(Date.parse(room.createdAt))],
    ['Changed', formatTime(Date.parse(room.updatedAt))],
  ]);
}

/** Lines of a name and what it stands for, aligned. */
export function details(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `  ${name.padEnd(width)}  ${cleanLine(value)}`).join('\n');
}

export function liveText({ participants, lobby }: LiveCount): string {
  const people = formatCount(participants, 'person', 'people');
  return lobby === 0 ? people : `${people}, ${lobby} in the lobby`;
}

export function table(head: string[], rows: string[][]): string {
  // Without colours: it is read in files and mails too.
  const view = new Table({ head, style: { head: [], border: [], compact: true } });
  view.push(...rows);
  return view.toString();
}

export function shorten(text: string): string {
  const characters = [...cleanLine(text)];
  return characters.length <= NAME_WIDTH ? characters.join('') : `${characters.slice(0, NAME_WIDTH - 1).join('')}…`;
}

export function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
