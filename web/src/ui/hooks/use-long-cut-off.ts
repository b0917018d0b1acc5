import { PLACE_KEPT_MS } from '../../call/long-cut-off.ts';
import { useLasting } from './use-lasting.ts';

/** Whether one has been cut off for longer than a place is kept. */
export function useLongCutOff(isCutOff: boolean): boolean {
  return useLasting(isCutOff, PLACE_KEPT_MS);
}
