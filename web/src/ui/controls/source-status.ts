import type { TFunction } from 'i18next';
import type { LocalSource } from '../../media/devices/local/local-source.ts';
import type { ToggleState } from './toggle.tsx';

/** It is not there, or gives nothing, although it is wanted. */
export function hasProblem({ wanted, capture }: LocalSource): boolean {
  return capture.is === 'failed' || (wanted && capture.is === 'live' && capture.isHeld);
}

/** What a microphone, a camera or a screen does, where that is not what its button says already; else null. */
export function sourceStatus(t: TFunction, { wanted, capture }: LocalSource, state: ToggleState): string | null {
  if (wanted && capture.is === 'live' && capture.isHeld) return t('bar.status.held');
  if (capture.is === 'failed') return t(`bar.status.${capture.problem}`);
  if (state === 'covered') return t('bar.status.covered');
  if (state !== 'pending') return null;
  return t(wanted ? 'bar.status.starting' : 'bar.status.stopping');
}
