import { withoutUnseen } from './unseen.ts';

/** One line of visible text: for names that are stored or shown, and for everything that goes to a terminal. */
export function cleanLine(text: string): string {
  return withoutUnseen(text).replace(/\s+/gu, ' ').trim();
}

/** Visible text of several lines. */
export function cleanText(text: string): string {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  return lines
    .map((line) => withoutUnseen(line).trimEnd())
    .join('\n')
    .trim();
}

/** Whether there is anything to see in it: a letter, a digit, a sign; marks and gaps alone are nothing. */
export function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(withoutUnseen(text));
}

/** What two ways of writing one name have in common: width, case, composition and gaps make no other name. */
export function plainName(name: string): string {
  // Upper case first: it makes one of the forms that lower case alone would leave apart (ß and SS, final sigma).
  return cleanLine(name).normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, '');
}
