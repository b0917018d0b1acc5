import { useEffect, useState } from 'react';
import type { TableState } from '../../../call/call-state.ts';
import { heard, NOBODY_YET, otherSpeaking, waitsFor } from './held-speaker.ts';

/**
 * Who of the others speaks, without the coughs: changes slowly, and whoever was last stays while one speaks oneself.
 * `isWanted`: nobody asks otherwise, and nothing is drawn anew.
 */
export function useHeldSpeaker(table: Pick<TableState, 'speaking' | 'self'>, isWanted: boolean): string | null {
  const speaking = otherSpeaking(table.speaking, table.self.participantId);
  const [held, setHeld] = useState(NOBODY_YET);
  useEffect(() => {
    if (isWanted) setHeld((before) => heard(before, speaking, performance.now()));
  }, [speaking, isWanted]);
  useEffect(() => {
    const waitMs = isWanted ? waitsFor(held, performance.now()) : null;
    if (waitMs === null) return;
    const timer = setTimeout(() => setHeld((before) => heard(before, speaking, performance.now())), waitMs);
    return () => clearTimeout(timer);
  }, [held, speaking, isWanted]);
  return held.shown;
}
