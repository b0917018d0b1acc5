import type { KeyValueStore, SettingsStore } from '../../settings.ts';
import type { Treat } from '../treatment/treatment.ts';
import { OwnPicture } from './own-picture.ts';
import { PictureMaker } from './picture-maker.ts';
import { PictureTreatment } from './picture-treatment.ts';

/** How a camera's picture is treated, by the settings of the moment. */
export function treatPicture(settings: SettingsStore, storage: KeyValueStore): Treat {
  const maker = new PictureMaker();
  const own = new OwnPicture(storage);
  return (captured, changed) => new PictureTreatment({ captured, settings, own, maker, changed });
}
