import { coverOf } from './worker/pixels.ts';

export const PICTURE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'];
const MOST_BYTES = 30 * 1024 * 1024;
/** More would take more memory than a phone has. */
const MOST_PIXELS = 60_000_000;
/** A picture of a few pixels is none that somebody wants to show. */
const LEAST_SIDE = 16;

export type PictureProblem = 'type' | 'large' | 'broken';

/** A file that somebody has chosen, its middle drawn in this size: its pixels alone, and nothing that it says of itself. */
export async function drawnFrom(
  file: File,
  size: { readonly width: number; readonly height: number },
): Promise<HTMLCanvasElement | PictureProblem> {
  if (!PICTURE_TYPES.includes(file.type)) return 'type';
  if (file.size > MOST_BYTES) return 'large';
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    // The size alone, before its pixels take memory.
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width * height > MOST_PIXELS) return 'large';
    if (Math.min(width, height) < LEAST_SIDE) return 'broken';
    const canvas = document.createElement('canvas');
    Object.assign(canvas, size);
    const context = canvas.getContext('2d');
    if (!context) return 'broken';
    const part = coverOf({ width, height }, size);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height);
    return canvas;
  } catch {
    return 'broken';
  } finally {
    URL.revokeObjectURL(address);
  }
}
