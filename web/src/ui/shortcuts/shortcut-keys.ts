import { isComposing } from '../fields/composing.ts';

/** Whether this keyboard has a Command key where others have Control. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** What can be done by keys from anywhere at the table, in the order of the list that shows them. */
export const SHORTCUTS = [
  { does: 'microphone', code: 'KeyD', shift: false },
  { does: 'camera', code: 'KeyE', shift: false },
  { does: 'hand', code: 'KeyH', shift: true },
  { does: 'people', code: 'KeyE', shift: true },
  { does: 'chat', code: 'KeyL', shift: true },
  { does: 'polls', code: 'KeyF', shift: true },
] as const;

/** What is done for as long as a key is held, in the same list. */
export const HELD_KEYS = [{ does: 'talk', key: 'space' }] as const;
export type Shortcut = (typeof SHORTCUTS)[number]['does'];

type Pressed = Pick<
  KeyboardEvent,
  'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing' | 'keyCode'
>;

/**
 * By the letter where the layout has Latin ones (Dvorak, AZERTY), else by the place of the key: on Cyrillic, Greek and
 * Arabic layouts it has another letter. AltGr is no shortcut.
 */
export function shortcutOf(pressed: Pressed, mac = isMac): Shortcut | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat } = pressed;
  const control = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!control || altKey || repeat || isComposing(pressed)) return null;
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : pressed.code;
  return SHORTCUTS.find((shortcut) => shortcut.code === code && shortcut.shift === shiftKey)?.does ?? null;
}

/** The letter that stands on it on keyboards of Latin writing. */
export function letterOf({ code }: (typeof SHORTCUTS)[number]): string {
  return code.slice('Key'.length);
}
