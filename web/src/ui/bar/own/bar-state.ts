import type { LinkHealth } from '../../../call/media/ports.ts';
import type { Sending } from '../../../call/media/publisher.ts';
import type { LocalSource } from '../../../media/devices/local/local-source.ts';
import type { ToggleState } from '../../controls/toggle.tsx';

/** Wanted and there: on. Wanted, or no longer wanted, and not there yet: on its way. */
export function barState(
  { wanted, capture }: LocalSource,
  sending: Sending,
  health: LinkHealth,
): Exclude<ToggleState, 'covered'> {
  if (capture.is === 'starting' || sending === 'pending') return 'pending';
  if (!wanted || sending !== 'live') return 'off';
  // The server expects it, but nothing arrives while there is no way through.
  return health === 'connected' ? 'on' : 'pending';
}
