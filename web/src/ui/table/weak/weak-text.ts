import type { TFunction } from 'i18next';
import type { Weakness } from '../../../call/line/own-line.ts';

/** What is weak, and what goes on all the same: nobody is heard whose microphone is off. */
export function weakText(t: TFunction, weakness: Weakness, isMuted: boolean): string {
  const silence = weakness === 'upload-held' || weakness === 'both-held' || weakness === 'upload-weak';
  return silence && isMuted ? t(`weak.${weakness}.muted`) : t(`weak.${weakness}.text`);
}
