/**
 * Whether a key belongs to an input method (Japanese, Chinese, dictation), which confirms a word with it: Enter and
 * Escape are then its own. Some browsers report only the key code 229 for that (UI Events, 5.2).
 */
export function isComposing({
  isComposing: composes,
  keyCode,
}: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return composes || keyCode === 229;
}
