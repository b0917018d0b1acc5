import { useEffect, useState } from 'react';
import { PLACE_KEPT_MS } from '../../session/long-cut-off.ts';

/** Whether one has been cut off for longer than a place is kept. */
export function useLongCutOff(isCutOff: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isCutOff) return;
    const timer = setTimeout(() => setLong(true), PLACE_KEPT_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isCutOff]);
  return isLong;
}
