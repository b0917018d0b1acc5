import { isOn } from '../../media/devices/local/local-source.ts';
import { useDevices, useLocalSources, useParts } from '../parts.tsx';
import { useMedia } from '../video/use-media.ts';

/** What is held in the hand has a camera on either side. */
const HELD = '(pointer: coarse)';

/** Changes to the other camera of a telephone or tablet; null: there is none, or it is off. */
export function useCameraTurn(): (() => void) | null {
  const { local } = useParts();
  const { camera } = useLocalSources();
  const { cameras } = useDevices();
  const isHeld = useMedia(HELD);
  return isHeld && cameras.length > 1 && isOn(camera) ? () => local.turnCamera(cameras) : null;
}
