import type { LocalMedia } from '../../media/devices/local-media.ts';

/**
 * Opens a microphone that stays off, so that the first word is heard: where the browser does so without a question. Only
 * for whoever has asked for that: what is off is else not opened, since nobody could see what for.
 */
export async function keepReady(
  local: Pick<LocalMedia, 'getSnapshot' | 'openMuted'>,
  isAlive: () => boolean,
): Promise<void> {
  // A browser may answer when the meeting has been left.
  if (!(await isPermitted()) || !isAlive()) return;
  const { wanted, capture } = local.getSnapshot().microphone;
  if (!wanted && capture.is === 'off') local.openMuted();
}

/** False where the browser does not say. */
async function isPermitted(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' });
    return state === 'granted';
  } catch {
    return false;
  }
}
