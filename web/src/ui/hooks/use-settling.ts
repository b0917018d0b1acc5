import { useEffect, useState } from 'react';

/** Longer than a finger that is already on its way takes to come down. */
const SETTLES_MS = 600;

/**
 * True for a moment after somebody has left a queue and those behind have moved up: the finger that was on its way to one
 * of them must not hit the next.
 */
export function useSettling(ids: readonly string[]): boolean {
  const queue = ids.join(' ');
  const [shown, setShown] = useState(queue);
  const isSettling = shown !== queue && !queue.startsWith(shown);
  useEffect(() => {
    if (!isSettling) return setShown(queue);
    const timer = setTimeout(() => setShown(queue), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [queue, isSettling]);
  return isSettling;
}
