import type { DeviceList } from './devices.ts';
import { isOn } from './local/local-source.ts';
import type { LocalMedia } from './local-media.ts';

/** Soon enough for somebody who wonders why they are not heard. */
const LOOK_EVERY_MS = 3_000;

interface Looks {
  readonly devices: Pick<DeviceList, 'look'>;
  readonly local: Pick<LocalMedia, 'getSnapshot'>;
}

/**
 * Looks for what was plugged in or pulled out, where the system does not tell it, until it is ended: while somebody sees
 * the page, or is heard from behind another.
 */
export function lookForDevices({ devices, local }: Looks): () => void {
  // Android as well: Chromium tells a page nothing there.
  if (!navigator.platform.startsWith('Linux')) return () => {};
  const look = () => {
    if (!document.hidden || isOn(local.getSnapshot().microphone)) void devices.look();
  };
  const looks = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(looks);
    document.removeEventListener('visibilitychange', look);
  };
}
