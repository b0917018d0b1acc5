import { LOGO_MAX_BYTES } from '../../../../src/protocol/api/organisation.ts';

/** Beside a name it is never shown larger, on good screens either. */
const SIDES = [512, 384, 256, 128] as const;
/** Drawings without a size of their own are as wide as this. */
const WITHOUT_SIZE = 512;
/** No camera makes larger ones; a browser would be busy with it for long. */
const MOST_BYTES = 20_000_000;

/**
 * Whatever picture this browser can draw, also a drawing (SVG), as a small PNG: without what else is in the file, such as where a
 * photo was taken. Null: it cannot be drawn.
 */
export async function logoOf(file: Blob): Promise<Blob | null> {
  if (file.size > MOST_BYTES) return null;
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    for (const side of SIDES) {
      const picture = await drawn(image, side);
      if (picture !== null && picture.size <= LOGO_MAX_BYTES) return picture;
    }
    return null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function drawn(image: HTMLImageElement, side: number): Promise<Blob | null> {
  const { naturalWidth: width, naturalHeight: height } = image;
  const [wide, high] = width > 0 && height > 0 ? [width, height] : [WITHOUT_SIZE, WITHOUT_SIZE];
  const scale = Math.min(1, side / Math.max(wide, high));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(wide * scale));
  canvas.height = Math.max(1, Math.round(high * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
