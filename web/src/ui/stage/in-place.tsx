import type { ReactNode } from 'react';
import type { Rect } from './layout/grid.ts';
import tile from './tile/tile.module.css';

/** Where the picture of somebody whose tile broke would be: nobody else's seat moves. */
export function inPlace({ x, y, width, height }: Rect, As: 'li' | 'div' = 'li') {
  return (sign: ReactNode) => (
    <As className={tile.tile} style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
      {sign}
    </As>
  );
}
