import { useCallback, useMemo, useRef, useState } from 'react';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { browserStorage } from '../../browser-storage.ts';
import { PinMemory, pinnedIds, toggledPin } from './pins.ts';

/** Whom one has pinned for oneself in this tab. */
export function usePins(roomId: string, participants: readonly ParticipantView[]) {
  const memory = useMemo(() => new PinMemory(browserStorage('sessionStorage'), roomId), [roomId]);
  const [pins, setPins] = useState(() => memory.read());
  const here = useRef(participants);
  here.current = participants;
  const toggle = useCallback(
    (participantId: string) =>
      setPins((before) => {
        const participant = here.current.find(({ id }) => id === participantId);
        if (participant === undefined) return before;
        const after = toggledPin(before, participant, here.current);
        memory.write(after);
        return after;
      }),
    [memory],
  );
  const ids = useMemo(() => pinnedIds(pins, participants), [pins, participants]);
  return { pinned: ids, toggle };
}
