import { useCallback, useEffect, useState } from 'react';
import type { Part } from './part.ts';

export type PartState<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'there'; readonly part: T }
  | { readonly is: 'lost'; readonly again: () => void };

/** A part of the program where it is needed now. */
export function usePart<T>(part: Part<T>): PartState<T> {
  const [lost, setLost] = useState(false);
  const [, setLoaded] = useState(part.loaded);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (part.loaded !== null) return;
    let gone = false;
    const loading = attempt === 0 ? part.load() : part.loadOrReload();
    loading.then(
      (loaded) => !gone && setLoaded(() => loaded),
      () => !gone && setLost(true),
    );
    return () => {
      gone = true;
    };
  }, [part, attempt]);
  const again = useCallback(() => {
    setLost(false);
    setAttempt((before) => before + 1);
  }, []);
  if (part.loaded !== null) return { is: 'there', part: part.loaded };
  return lost ? { is: 'lost', again } : { is: 'loading' };
}
