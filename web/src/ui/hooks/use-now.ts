import { useEffect, useState } from 'react';

/** The page's own clock as it goes on (`performance.now()`), which nobody sets and which is right for every duration. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
