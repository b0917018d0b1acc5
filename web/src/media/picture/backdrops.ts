import type { BackgroundWish } from '../../settings.ts';
import hills from './backdrops/hills.svg?url';
import shelf from './backdrops/shelf.svg?url';
import wall from './backdrops/wall.svg?url';
import type { Backdrop } from './messages.ts';
import type { OwnPicture } from './own-picture.ts';

/** Of a supplied picture, in pixels: as a camera's. */
const WIDTH = 1_280;
const HEIGHT = 720;

const SUPPLIED = { wall, shelf, hills } as const;

/** What is behind somebody who wishes this. An own picture that is gone, or none any more, is a strong blur. */
export async function backdropOf(wish: Exclude<BackgroundWish, 'none'>, own: OwnPicture): Promise<Backdrop> {
  switch (wish) {
    case 'slight':
    case 'strong':
      return { is: 'blur', strength: wish };
    case 'own': {
      const picture = await own.bitmap().catch(() => null);
      return picture ? { is: 'picture', picture } : { is: 'blur', strength: 'strong' };
    }
    default:
      return suppliedBackdrop(SUPPLIED[wish]).catch(() => ({ is: 'blur', strength: 'strong' }) as const);
  }
}

async function suppliedBackdrop(address: string): Promise<Backdrop> {
  const image = new Image(WIDTH, HEIGHT);
  image.src = address;
  await image.decode();
  return {
    is: 'picture',
    picture: await createImageBitmap(image, { resizeWidth: WIDTH, resizeHeight: HEIGHT, resizeQuality: 'high' }),
  };
}
