import type { DeviceList } from './devices.ts';

/** Soon enough for somebody who wonders why they are not heard. */
const LOOK_EVERY_MS = 3_000;

/** Looks for what was plugged in or pulled out, where the system does not tell it, until it is ended. */
export function lookForDevices(devices: Pick<DeviceList, 'look'>): () => void {
  // Android as well: Chromium tells a page nothing there.
  if (!navigator.platform.startsWith('Linux')) return () => {};
  const look = () => {
    if (!document.hidden) void devices.look();
  };
  const looks = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(looks);
    document.removeEventListener('visibilitychange', look);
  };
}
