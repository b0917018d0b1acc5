const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const SPACES = /\s/gu;
/** Word processors and mail programs write these where a hyphen was typed: U+2011, dashes, the minus sign. */
const HYPHENS = /[\p{Dash_Punctuation}\u2043\u2212]/gu;
const SINGLE_QUOTES = /[\u2018-\u201b\u2032]/gu;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033]/gu;

/**
 * A password as it was meant, whatever keyboard, clipboard or mail program it came through: one keyboard sends 'ü' as
 * one character, another as two, and a space may be one of many (RFC 8265, 4.2.2); beyond that, what nobody sees is
 * left out, also around it, and hyphens and quotes are those of a keyboard. Upper and lower case stay apart.
 */
export function canonicalPassword(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(HYPHENS, '-')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .trim();
}
