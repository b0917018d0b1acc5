import type { LocalSource } from '../../media/devices/local/local-source.ts';
import type { SoundWish } from '../../settings.ts';

/** What is said below the choice of a microphone's sound, of the texts of `devices`: what becomes of it, or why it does not. */
export function soundHint(sound: SoundWish, { note }: Pick<LocalSource, 'note'>) {
  if (sound !== 'clear') return `${sound}Hint` as const;
  const filter = note?.filter;
  return filter === 'slow' || filter === 'unsupported' || filter === 'stalled' ? filter : 'clearHint';
}
