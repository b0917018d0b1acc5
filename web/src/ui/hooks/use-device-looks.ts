import { useEffect } from 'react';
import { lookForDevices } from '../../media/devices/device-looks.ts';
import { useParts } from '../parts.tsx';

/** What was plugged in or pulled out is known for as long as this is shown. */
export function useDeviceLooks(): void {
  const { devices, local } = useParts();
  useEffect(() => lookForDevices({ devices, local }), [devices, local]);
}
