import { useEffect } from 'react';
import { useParts } from '../parts.tsx';

/** Soon enough for somebody who wonders why they are not heard. */
const LOOK_EVERY_MS = 3_000;

/** Looks for what was plugged in or pulled out, as not every system tells it. */
export function useDeviceLooks(): void {
  const { devices } = useParts();
  useEffect(() => {
    const looks = setInterval(() => void devices.look(), LOOK_EVERY_MS);
    return () => clearInterval(looks);
  }, [devices]);
}
