import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { usePins } from '../use-pins.ts';
import { useView } from './use-view.tsx';

/** Who is pinned here: whom one has pinned oneself, or whom somebody has whose view one follows. */
export function useShownPins(roomId: string, participants: readonly ParticipantView[]) {
  const { following } = useView();
  const own = usePins(roomId, participants);
  return { pinned: following?.view.pinned ?? own.pinned, toggle: own.toggle };
}
