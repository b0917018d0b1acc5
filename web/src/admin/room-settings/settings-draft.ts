import type { OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { DEFAULT_ROOM_SETTINGS } from '../../../../src/protocol/base/default-settings.ts';
import type { CameraStart, LobbyMode } from '../../../../src/protocol/base/roles.ts';
import { MAX_ATTENDANCE_DAYS, MAX_PARTICIPANTS } from '../../../../src/protocol/limits.ts';

type RoomDefaults = OrganisationView['roomDefaults'];
/** Those settings that a house may say once for all of its new rooms. */
export type Settings = { readonly [K in keyof RoomDefaults]-?: NonNullable<RoomDefaults[K]> };

/** They, while they are edited: numbers as typed. */
export interface RoomSettingsDraft {
  readonly lobby: LobbyMode;
  readonly trustedPass: boolean;
  readonly lobbyReplies: boolean;
  readonly joinBeforeHost: boolean;
  readonly muteOnEntry: boolean;
  readonly cameraOnEntry: CameraStart;
  readonly renaming: boolean;
  readonly pseudonyms: boolean;
  readonly chat: boolean;
  readonly maxParticipants: string;
  readonly keepsAttendance: boolean;
  readonly attendanceDays: string;
}

/** For who switches it on: long enough to write the minutes. */
const USUAL_ATTENDANCE_DAYS = 7;

/** What a house has said, and for the rest what holds everywhere. */
export function draftOfDefaults(defaults: RoomDefaults): RoomSettingsDraft {
  return draftOfSettings({ ...DEFAULT_ROOM_SETTINGS, ...defined(defaults) });
}

export function draftOfSettings({ maxParticipants, attendanceDays, ...switches }: Settings): RoomSettingsDraft {
  const { lobby, trustedPass, lobbyReplies, joinBeforeHost, muteOnEntry, cameraOnEntry } = switches;
  const { renaming, pseudonyms, chat } = switches;
  return {
    lobby,
    trustedPass,
    lobbyReplies,
    joinBeforeHost,
    muteOnEntry,
    cameraOnEntry,
    renaming,
    pseudonyms,
    chat,
    maxParticipants: String(maxParticipants),
    keepsAttendance: attendanceDays > 0,
    attendanceDays: String(attendanceDays > 0 ? attendanceDays : USUAL_ATTENDANCE_DAYS),
  };
}

export type SettingsProblem = 'seatsInvalid' | 'daysInvalid';

/** What is sent, or what is wrong with it. */
export function settingsOf(draft: RoomSettingsDraft): Settings | SettingsProblem {
  const { maxParticipants, attendanceDays, keepsAttendance, ...switches } = draft;
  const seats = wholeNumber(maxParticipants, 2, MAX_PARTICIPANTS);
  if (seats === null) return 'seatsInvalid';
  const days = keepsAttendance ? wholeNumber(attendanceDays, 1, MAX_ATTENDANCE_DAYS) : 0;
  if (days === null) return 'daysInvalid';
  return { ...switches, maxParticipants: seats, attendanceDays: days };
}

/** Null for what is no number, or none within these bounds. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

function defined(defaults: RoomDefaults): Partial<Settings> {
  return Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined));
}
