import type { Relief } from '../line/relief-guard.ts';

/** So many are known by their faces, and an old telephone bears them. */
const FEW = 4;

export interface ShownPicture {
  readonly producerId: string;
  readonly width: number;
  readonly height: number;
  /** A screen is read, and so are hands: they stay as they are. */
  readonly isRead: boolean;
  /** Of whoever spoke last. */
  readonly isSpeakers: boolean;
}

/** What is asked for of the pictures that are on the screen; those that are not, rest. In their order. */
export function relieved<Picture extends ShownPicture>(
  pictures: readonly Picture[],
  relief: Relief,
): readonly Picture[] {
  if (relief === 'none') return pictures;
  const faces = pictures.filter(({ isRead }) => !isRead);
  const foremost = [...faces].sort(
    (one, other) => Number(other.isSpeakers) - Number(one.isSpeakers) || areaOf(other) - areaOf(one),
  );
  const kept = new Set(relief === 'few' ? foremost.slice(0, FEW) : faces);
  return pictures.flatMap((picture) => {
    if (picture.isRead) return [picture];
    return kept.has(picture) ? [{ ...picture, width: picture.width / 2, height: picture.height / 2 }] : [];
  });
}

function areaOf({ width, height }: ShownPicture): number {
  return width * height;
}
