import { useEffect, useState } from 'react';
import { heard, NOBODY_YET, waitsFor } from './held-speaker.ts';

/** Who speaks, without the coughs: changes slowly. `isWanted`: nobody asks otherwise, and nothing is drawn anew. */
export function useHeldSpeaker(speaking: string | null, isWanted: boolean): string | null {
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
