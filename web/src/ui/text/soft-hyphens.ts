const SOFT_HYPHEN = '\u00AD';
/** Letters of a word that may be broken: shorter ones find room nearly everywhere, the shortest also on the smallest tiles. */
const LETTERS = { long: 12, most: 8 };
/** On each side of a break, so that no single letter is left alone. */
const LEAST = 3;

/** A vowel, what stands between it and the next one, and the next one. Letters that are one sound, or begin one together, stay together. */
const BREAK =
  /(?<=[aeiouyäöü])([bcdfghjklmnpqrstvwxzß]*?)(sch|ch|ck|ph|th|qu|[bdgkpt]r|[bcdfghjklmnpqrstvwxzß])(?=[aeiouyäöü])/giu;

/**
 * A name with places where its long words may be broken with a hyphen: before the last consonant in front of a vowel, as
 * German spelling has it (Amtliche Regelung, paragraph 110). Browsers know more, where they have a dictionary for the
 * page's language; most of them have none before somebody needs it.
 */
export function softHyphens(name: string, words: keyof typeof LETTERS = 'long'): string {
  return name.replace(/[\p{L}\p{M}]+/gu, (word) => {
    if (word.length < LETTERS[words]) return word;
    return word.replace(BREAK, (match, before: string, next: string, at: number) => {
      const breaksAt = at + before.length;
      return breaksAt < LEAST || word.length - breaksAt < LEAST ? match : `${before}${SOFT_HYPHEN}${next}`;
    });
  });
}
