// Controls (among them the escapes that move a terminal's cursor), lone surrogates, and what turns the direction of
// the text around it or cannot be seen (Unicode TR 36). The protocol cleans display names by the same rule.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** One line of visible text: for names that are stored, and for everything that goes to a terminal. */
export function cleanLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** The same, line by line. */
export function cleanLines(text: string): string {
  return text.split('\n').map(cleanLine).join('\n').trim();
}

/** JSON in which no character can steer a terminal; `JSON.stringify` leaves C1 controls and DEL as they are. */
export function toJson(value: unknown): string {
  const escapeOf = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
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
