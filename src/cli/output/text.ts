import { UNPRINTABLE } from '../../protocol/base/unseen.ts';

/** JSON in which no character can steer a terminal; `JSON.stringify` leaves C1 controls and DEL as they are. */
export function toJson(value: unknown): string {
  // Unit by unit: JSON knows characters beyond the first plane as two.
  const escapeOf = (character: string) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  return JSON.stringify(value, null, 2).replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : escapeOf(character),
  );
}

/** Local time to the minute, `2027-01-31 18:00`: Sweden writes dates like ISO 8601. */
export function formatTime(epochMs: number): string {
  return new Date(epochMs).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}

export function formatCount(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
