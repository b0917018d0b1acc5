import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from '../../session/signaling.ts';

interface Doing {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  /** One step at a time; what a second press wants while the first is on its way is nothing else. */
  readonly run: <T>(step: () => Promise<T>, then: (value: T) => void) => Promise<void>;
  readonly forget: () => void;
}

/** A step that the server takes: whether it is on its way, and why it was not taken. */
export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const underWay = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const run = useCallback(async <T>(step: () => Promise<T>, then: (value: T) => void) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setFailure(null);
    try {
      const value = await step();
      if (!isGone.current) then(value);
    } catch (error) {
      if (!isGone.current) setFailure(failureOf(error));
    } finally {
      underWay.current = false;
      if (!isGone.current) setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setFailure(null), []);
  return { isBusy, failure, run, forget };
}
