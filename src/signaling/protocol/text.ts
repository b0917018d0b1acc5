// Controls (among them the escapes that move a terminal's cursor), lone surrogates, and what turns the direction of
// the text around it or cannot be seen (Unicode TR 36).
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** One line of visible text: for names that are stored or shown, and for everything that goes to a terminal. */
export function cleanLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Visible text of several lines. */
export function cleanText(text: string): string {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  return lines
    .map((line) => line.replace(UNPRINTABLE, ' ').normalize('NFC').trimEnd())
    .join('\n')
    .trim();
}
