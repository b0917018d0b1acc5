// A room by nine digits, to be read out and typed.

export const ROOM_CODE_LENGTH = 9;

/** Digits alone, as they are compared. */
export const ROOM_CODE = /^[1-9]\d{8}$/;

/** What somebody has typed for one, however they have set it apart; null: it is none. */
export function typedRoomCode(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s.\-\u2010-\u2015/_,;:()]/gu, '');
  return /^\d+$/.test(digits) ? digits : null;
}

/** `123 456 789`. */
export function roomCodeInGroups(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ');
}
