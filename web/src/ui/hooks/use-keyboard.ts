import { useMedia } from '../video/use-media.ts';

/** Whether somebody has keys to press, as far as a page can know: a hint at them helps nobody who holds a phone. */
export function useKeyboard(): boolean {
  return useMedia('(any-pointer: fine)');
}
