import type { NewRoom, RoomChanges, RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { GENERATED_PASSWORD_BYTES, passwordFrom } from '../../../../../src/protocol/base/generated-password.ts';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { MIN_PASSWORD_LENGTH } from '../../../../../src/protocol/limits.ts';
import {
  draftOfSettings,
  type RoomSettingsDraft,
  type SettingsProblem,
  settingsOf,
} from '../../room-settings/settings-draft.ts';

/** What becomes of the password: it stays, there is another, or there is none. */
export type PasswordWish = 'keep' | 'set' | 'none';

/** A room while it is edited: as typed. */
export interface RoomDraft {
  readonly name: string;
  readonly passwordWish: PasswordWish;
  readonly password: string;
  readonly lobbyMessage: string;
  readonly locked: boolean;
  /** Open only while it is reserved. */
  readonly onlyReserved: boolean;
  readonly settings: RoomSettingsDraft;
}

/** One that is easily read out on the telephone. */
const generated = () => passwordFrom(crypto.getRandomValues(new Uint8Array(GENERATED_PASSWORD_BYTES)));

/** With what the house has said of new rooms. */
export function draftOfNew(settings: RoomSettingsDraft): RoomDraft {
  const name = { name: '', passwordWish: 'set', password: generated(), lobbyMessage: '' } as const;
  return { ...name, locked: false, onlyReserved: false, settings };
}

export function draftOfRoom(room: RoomView): RoomDraft {
  return {
    name: room.name,
    passwordWish: room.hasPassword ? 'keep' : 'none',
    password: '',
    lobbyMessage: room.lobbyMessage ?? '',
    locked: room.locked,
    onlyReserved: room.onlyReserved ?? false,
    settings: draftOfSettings(room),
  };
}

/** Somebody wants another password: there is one to begin with. */
export function withPasswordWish(draft: RoomDraft, passwordWish: PasswordWish): RoomDraft {
  const password = passwordWish === 'set' && draft.password === '' ? generated() : draft.password;
  return { ...draft, passwordWish, password };
}

export type RoomProblem = 'nameMissing' | 'passwordShort' | SettingsProblem;

/** All of a room, or what is wrong with it. */
export function wishOf(draft: RoomDraft): Omit<NewRoom, 'moderatorLink'> | RoomProblem {
  const { name, passwordWish, password, lobbyMessage, locked, onlyReserved } = draft;
  if (!isVisible(name)) return 'nameMissing';
  if (passwordWish === 'set' && password.trim().length < MIN_PASSWORD_LENGTH) return 'passwordShort';
  const settings = settingsOf(draft.settings);
  if (typeof settings === 'string') return settings;
  return {
    name: name.trim(),
    ...(passwordWish === 'keep' ? {} : { password: passwordWish === 'set' ? password.trim() : null }),
    lobbyMessage: isVisible(lobbyMessage) ? lobbyMessage.trim() : null,
    locked,
    onlyReserved,
    ...settings,
  };
}

/** What differs, so that what somebody else has changed meanwhile stays; or what is wrong with it. */
export function changesOf(room: RoomView, draft: RoomDraft): RoomChanges | RoomProblem {
  const wish = wishOf(draft);
  if (typeof wish === 'string') return wish;
  const before: Readonly<Record<string, unknown>> = {
    ...room,
    password: room.hasPassword ? undefined : null,
    onlyReserved: room.onlyReserved ?? false,
  };
  return Object.fromEntries(Object.entries(wish).filter(([key, value]) => before[key] !== value));
}
