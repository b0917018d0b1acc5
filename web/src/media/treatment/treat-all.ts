import type { KeyValueStore, SettingsStore } from '../../settings.ts';
import type { LocalMedia } from '../devices/local-media.ts';
import { treatPicture } from '../picture/treat-picture.ts';
import { treatSound } from '../sound/treat-sound.ts';

/** From here on microphone and camera go out as somebody wishes them to. */
export function treatAll(local: LocalMedia, settings: SettingsStore, storage: KeyValueStore): void {
  local.treat('microphone', treatSound(settings));
  local.treat('camera', treatPicture(settings, storage));
}
