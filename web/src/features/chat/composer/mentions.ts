/** Whether a message names somebody: by their whole name or by its last word, the surname mostly. */
export function isMentioned(displayName: string, text: string): boolean {
  const words = displayName.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [displayName, words.at(-1) ?? ''].some((name) => containsWord(text, name));
}

function containsWord(text: string, word: string): boolean {
  if (word === '') return false;
  const literal = word.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}
