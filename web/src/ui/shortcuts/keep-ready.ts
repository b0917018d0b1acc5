import { isPermitted } from '../../media/devices/local/permission.ts';
import type { LocalMedia } from '../../media/devices/local-media.ts';

interface Ready {
  /** A browser may answer when the meeting has been left. */
  readonly isAlive: () => boolean;
  /** It is open now, which its owner sees no reason for. */
  readonly opened: () => void;
}

/**
 * Opens a microphone that stays off, so that the first word is heard: where the browser does so without a question. Only
 * for whoever has asked for that: what is off is else not opened, since nobody could see what for.
 */
export async function keepReady(
  local: Pick<LocalMedia, 'getSnapshot' | 'subscribe' | 'openMuted'>,
  { isAlive, opened }: Ready,
): Promise<void> {
  if (!(await isPermitted('microphone')) || !isAlive()) return;
  const { wanted, capture } = local.getSnapshot().microphone;
  if (wanted || capture.is !== 'off') return;
  local.openMuted();
  const unsubscribe = local.subscribe(() => {
    const { microphone } = local.getSnapshot();
    const isOpening = microphone.capture.is === 'off' && !microphone.wanted;
    if (isOpening && isAlive()) return;
    unsubscribe();
    if (isAlive() && microphone.capture.is === 'live' && !microphone.wanted) opened();
  });
}
