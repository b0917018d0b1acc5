export interface Space {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels from the stage's upper left corner. */
export interface Rect extends Space {
  readonly x: number;
  readonly y: number;
}

/** Width by height of a tile. */
export interface Shape {
  readonly minAspect: number;
  readonly maxAspect: number;
}

export const LANDSCAPE: Shape = { minAspect: 4 / 3, maxAspect: 16 / 9 };

/** So many columns of tiles of one size. */
export interface Grid extends Space {
  readonly columns: number;
}

/** Of all numbers of columns the one with the largest tiles. */
export function bestGrid(people: number, space: Space, gap: number, shape: Shape = LANDSCAPE): Grid {
  let best = gridOf(1, people, space, gap, shape);
  for (let columns = 2; columns <= people; columns++) {
    const grid = gridOf(columns, people, space, gap, shape);
    if (grid.width * grid.height > best.width * best.height) best = grid;
  }
  return best;
}

export function gridOf(columns: number, people: number, space: Space, gap: number, shape: Shape): Grid {
  const { minAspect, maxAspect } = shape;
  const rows = Math.ceil(people / columns);
  const width = Math.max(0, (space.width - gap * (columns - 1)) / columns);
  const height = Math.max(0, (space.height - gap * (rows - 1)) / rows);
  if (width > height * maxAspect) return { columns, width: height * maxAspect, height };
  if (width < height * minAspect) return { columns, width, height: width / minAspect };
  return { columns, width, height };
}

/** Rows in the middle of the area; the last one, which may be shorter, in the middle too. */
export function placeGrid(people: number, { columns, width, height }: Grid, area: Rect, gap: number): readonly Rect[] {
  const rows = Math.ceil(people / columns);
  const top = area.y + (area.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: people }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? people - row * columns : columns;
    const left = area.x + (area.width - inRow * width - (inRow - 1) * gap) / 2;
    return { x: left + (index % columns) * (width + gap), y: top + row * (height + gap), width, height };
  });
}
