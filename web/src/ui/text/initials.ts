/** Up to two letters for somebody without a picture: 'Stadt Bernburg' -> 'SB'. */
export function initials(name: string): string {
  const words = name.split(/[\s\-–_.,()/]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? name];
  return picked.map((word) => firstLetter(word ?? '')).join('');
}

function firstLetter(word: string): string {
  const [letter = '?'] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return (typeof letter === 'string' ? letter : letter.segment).toLocaleUpperCase();
}

const HUES = 8;

/** The same number, 0 to 7, for the same person everywhere. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}
