export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StageLayout {
  /** One per person without a large place, in seat order. */
  readonly tiles: readonly Rect[];
  /** Where a shared screen goes. */
  readonly screen: Rect | null;
  /** The large places, for those who are pinned or in the spotlight. */
  readonly large: readonly Rect[];
  /** More than the stage when it has to scroll. */
  readonly height: number;
}

interface Space {
  readonly width: number;
  readonly height: number;
}

interface Shape {
  /** Width by height of a tile. */
  readonly minAspect: number;
  readonly maxAspect: number;
}

/** CSS pixels; in narrower tiles hardly a word finds room in one line. As in the tile's style. */
export const TINY_WIDTH = 120;
/** Narrower than this one holds it in the hand: two columns, and a thumb that scrolls. */
export const PHONE_WIDTH = 600;
const LANDSCAPE: Shape = { minAspect: 4 / 3, maxAspect: 16 / 9 };
const TABLET_UPRIGHT: Shape = { minAspect: 1, maxAspect: 16 / 9 };
/** Upright pictures fill a phone better, and faces are upright. */
const PHONE: Shape = { minAspect: 4 / 5, maxAspect: 16 / 9 };
/** A phone's tiles do not become smaller than this; then it scrolls. */
const PHONE_MIN_TILE_HEIGHT = 118;
const PHONE_COLUMNS = 2;
/** A poll or large letters leave little height on it: where all would be narrower than that, it scrolls with tiles of this width. */
const LOW_MIN_TILE_WIDTH = 72;
const LOW_TILE_WIDTH = 100;

/**
 * Places everyone, in rows of equal tiles as large as they can be, beside a shared screen and the large places if there
 * are any. `people`: without those in a large place.
 */
export function layOutStage(people: number, screen: boolean, space: Space, large = 0): StageLayout {
  const gap = space.width < PHONE_WIDTH ? 8 : 12;
  if (!screen && large === 0) return layOutPeople(people, space, gap);
  const isWide = space.width > space.height;
  if (people === 0)
    return { tiles: [], ...divideFocus(screen, large, { x: 0, y: 0, ...space }, gap), height: space.height };
  const { screen: focus, tiles, height } = isWide ? screenBeside(people, space, gap) : screenAbove(people, space, gap);
  if (focus === null) return { tiles, screen: null, large: [], height };
  return { tiles, ...divideFocus(screen, large, focus, gap), height };
}

/** Part of the focus that large places get beside a shared screen. */
const LARGE_SHARE = 0.3;

/** Who is large shares the focus with the screen: beside it where that is wide, else below it. */
function divideFocus(screen: boolean, large: number, focus: Rect, gap: number): Pick<StageLayout, 'screen' | 'large'> {
  if (large === 0) return { screen: focus, large: [] };
  if (!screen) return { screen: null, large: placeIn(large, focus, gap) };
  const { x, y, width, height } = focus;
  if (width > height) {
    const side = width * LARGE_SHARE;
    const rest = width - side - gap;
    return {
      screen: { x, y, width: rest, height },
      large: placeIn(large, { x: x + rest + gap, y, width: side, height }, gap),
    };
  }
  const below = height * LARGE_SHARE;
  const rest = height - below - gap;
  return {
    screen: { x, y, width, height: rest },
    large: placeIn(large, { x, y: y + rest + gap, width, height: below }, gap),
  };
}

function placeIn(people: number, area: Rect, gap: number): readonly Rect[] {
  const rects = placeGrid(people, bestGrid(people, area, gap), area, gap);
  return rects.map((rect) => ({ ...rect, x: rect.x + area.x, y: rect.y + area.y }));
}

/** The size of most tiles, before anything is drawn. */
export function estimateTile(people: number, space: Space): Space {
  return layOutPeople(Math.max(1, people), space, 12).tiles[0] ?? space;
}

function layOutPeople(people: number, space: Space, gap: number): StageLayout {
  const narrow = space.width < PHONE_WIDTH;
  const low = space.height <= space.width;
  if (!narrow || low) {
    const grid = bestGrid(people, space, gap, space.width > space.height ? LANDSCAPE : TABLET_UPRIGHT);
    const scrolls = narrow && grid.width < LOW_MIN_TILE_WIDTH;
    if (!scrolls) return { tiles: placeGrid(people, grid, space, gap), screen: null, large: [], height: space.height };
    return scrolling(people, Math.floor((space.width + gap) / (LOW_TILE_WIDTH + gap)), 0, space, gap);
  }
  const columns = people <= PHONE_COLUMNS ? 1 : PHONE_COLUMNS;
  const grid = gridOf(columns, people, space, gap, PHONE);
  if (grid.height >= PHONE_MIN_TILE_HEIGHT) {
    return { tiles: placeGrid(people, grid, space, gap), screen: null, large: [], height: space.height };
  }
  return scrolling(people, columns, PHONE_MIN_TILE_HEIGHT, space, gap);
}

/** As many rows as it takes, whatever the height. */
function scrolling(people: number, columns: number, minHeight: number, space: Space, gap: number): StageLayout {
  const width = (space.width - gap * (columns - 1)) / columns;
  const tall = { columns, width, height: Math.max(minHeight, (width * 3) / 4) };
  const rows = Math.ceil(people / columns);
  const height = rows * tall.height + (rows - 1) * gap;
  return { tiles: placeGrid(people, tall, { ...space, height }, gap), screen: null, large: [], height };
}

interface Grid extends Space {
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

function gridOf(columns: number, people: number, space: Space, gap: number, { minAspect, maxAspect }: Shape): Grid {
  const rows = Math.ceil(people / columns);
  const width = Math.max(0, (space.width - gap * (columns - 1)) / columns);
  const height = Math.max(0, (space.height - gap * (rows - 1)) / rows);
  if (width > height * maxAspect) return { columns, width: height * maxAspect, height };
  if (width < height * minAspect) return { columns, width, height: width / minAspect };
  return { columns, width, height };
}

/** Rows in the middle of the space; the last one, which may be shorter, in the middle too. */
function placeGrid(people: number, { columns, width, height }: Grid, space: Space, gap: number): Rect[] {
  const rows = Math.ceil(people / columns);
  const top = (space.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: people }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? people - row * columns : columns;
    const left = (space.width - inRow * width - (inRow - 1) * gap) / 2;
    return {
      x: left + (index % columns) * (width + gap),
      y: top + row * (height + gap),
      width,
      height,
    };
  });
}

/** Part of the width that people get beside a screen: more only when they would be too small to know. */
const SIDE_SHARES = [0.17, 0.22, 0.28];
const RECOGNISABLE_WIDTH = 150;

function screenBeside(people: number, space: Space, gap: number): StageLayout {
  const sides = SIDE_SHARES.map((share) => Math.max(RECOGNISABLE_WIDTH, space.width * share));
  const tileWidth = (side: number) => bestGrid(people, { width: side, height: space.height }, gap).width;
  const side = sides.find((width) => tileWidth(width) >= RECOGNISABLE_WIDTH) ?? sides.at(-1) ?? 0;
  const strip = { width: side, height: space.height };
  const tiles = placeGrid(people, bestGrid(people, strip, gap), strip, gap);
  const screenWidth = space.width - side - gap;
  return {
    tiles: tiles.map((tile) => ({ ...tile, x: tile.x + screenWidth + gap })),
    screen: { x: 0, y: 0, width: screenWidth, height: space.height },
    large: [],
    height: space.height,
  };
}

function screenAbove(people: number, space: Space, gap: number): StageLayout {
  const screenHeight = Math.min(space.height * 0.6, (space.width * 10) / 16);
  const below = layOutPeople(people, { width: space.width, height: space.height - screenHeight - gap }, gap);
  const top = screenHeight + gap;
  return {
    tiles: below.tiles.map((tile) => ({ ...tile, y: tile.y + top })),
    screen: { x: 0, y: 0, width: space.width, height: screenHeight },
    large: [],
    height: below.height + top,
  };
}
