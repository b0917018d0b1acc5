import { useEffect, useState } from 'react';

/** Long enough to look for a button and reach it. */
const STIRS_MS = 4_000;
const STIRS = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Whether somebody has moved a pointer, touched or typed just now. `isWanted`: nobody asks otherwise. */
export function useStirring(isWanted: boolean): boolean {
  const [isStirring, setStirring] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stirred = () => {
      clearTimeout(timer);
      setStirring(true);
      timer = setTimeout(() => setStirring(false), STIRS_MS);
    };
    stirred();
    for (const kind of STIRS) document.addEventListener(kind, stirred);
    return () => {
      clearTimeout(timer);
      setStirring(false);
      for (const kind of STIRS) document.removeEventListener(kind, stirred);
    };
  }, [isWanted]);
  return isWanted && isStirring;
}
