import { MAX_PORTRAIT_BYTES } from '../../../../src/protocol/limits.ts';
import { drawnFrom, type PictureProblem } from '../picture/chosen-file.ts';

/** In pixels: sharp in the circle of a tile; half of it for what cannot be said in so few bytes. */
const SIDES = [192, 96] as const;
/** What the server takes; Safari writes no WebP, and gives a PNG instead. */
const TYPES = ['image/webp', 'image/jpeg'] as const;
const QUALITIES = [0.85, 0.7, 0.5, 0.3] as const;

/** A `data:` address, as small as the server takes it. */
export interface MadePortrait {
  readonly address: string;
}

/** Cut square and written anew, so that nothing of the file is left but how it looks: no place, no time, no device. */
export async function portraitFrom(file: File): Promise<MadePortrait | PictureProblem> {
  for (const side of SIDES) {
    const drawn = await drawnFrom(file, { width: side, height: side });
    if (typeof drawn === 'string') return drawn;
    for (const quality of QUALITIES) {
      for (const type of TYPES) {
        const address = drawn.toDataURL(type, quality);
        if (address.startsWith(`data:${type};`) && bytesOf(address) <= MAX_PORTRAIT_BYTES) return { address };
      }
    }
  }
  return 'broken';
}

/** What the server is sent of it; null: it is no picture as they are made here. */
export function base64Of(address: string): string | null {
  return /^data:image\/(?:webp|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(address)?.[1] ?? null;
}

function bytesOf(address: string): number {
  const base64 = base64Of(address) ?? '';
  return (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, '').length);
}
