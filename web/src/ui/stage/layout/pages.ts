import { bestGrid, type Grid, gridOf, LANDSCAPE, placeGrid, type Rect, type Shape, type Space } from './grid.ts';

/** Who is on one page of a grid, and where. */
export interface Page {
  readonly tiles: readonly Rect[];
  /** How many find room on a page. */
  readonly each: number;
  /** Which of all is the first of them. */
  readonly from: number;
  /** From 0 on; never beyond the last. */
  readonly page: number;
  readonly pages: number;
  /** Where one turns the pages; null: there is one alone. */
  readonly pager: Rect | null;
}

/** CSS pixels; in narrower tiles hardly a word finds room in one line. As in the tile's style. */
export const TINY_WIDTH = 120;
/** Narrower than this one holds it in the hand: two columns. */
export const PHONE_WIDTH = 600;
const PHONE_COLUMNS = 2;
/** So many are larger one below the other, where there is the height for it. */
const PHONE_STACK = 3;
/** Upright pictures fill a phone better, and faces are upright. */
const PHONE: Shape = { minAspect: 4 / 5, maxAspect: 16 / 9 };
const TABLET_UPRIGHT: Shape = { minAspect: 1, maxAspect: 16 / 9 };

/** In smaller tiles nobody is known by their face. */
const RECOGNISABLE: Space = { width: TINY_WIDTH, height: 72 };
const RECOGNISABLE_ON_PHONE: Space = { width: TINY_WIDTH, height: 118 };
/** A poll or large letters leave little height: then smaller ones are better than one page each. */
const LOW_HEIGHT = 200;
const RECOGNISABLE_WHERE_LOW: Space = { width: 88, height: 56 };

/** A finger's breadth for the buttons. */
const PAGER = 48;
/** Lower ones have no height to give: the buttons stand beside the pictures. */
const PAGER_BESIDE_BELOW = 340;

/** `stage`: all there is, on whatever it is shown; `strip`: beside something large. */
export type Seating = 'stage' | 'strip';

export interface PagesAsk {
  readonly people: number;
  /** From 0 on. */
  readonly page: number;
  /** So many on a page, however many would find room. */
  readonly most: number;
}

/** Everyone on one page where all can be known by their faces; else as many on each as can, all of one size. */
export function layOutPages(
  { people, page, most }: PagesAsk,
  area: Rect,
  gap: number,
  seating: Seating = 'stage',
): Page {
  const whole = gridFor(people, area, gap, seating);
  if (people <= 1 || (people <= most && isRecognisable(whole, area, seating))) {
    return { tiles: placeGrid(people, whole, area, gap), each: people, from: 0, page: 0, pages: 1, pager: null };
  }
  const { room, pager } = withPager(area, gap);
  const each = mostIn(Math.min(people - 1, most), room, gap, seating);
  const pages = Math.ceil(people / each);
  const shown = Math.min(Math.max(0, page), pages - 1);
  const from = shown * each;
  const count = Math.min(each, people - from);
  const grid = gridFor(each, room, gap, seating);
  return { tiles: placeGrid(count, grid, room, gap), each, from, page: shown, pages, pager };
}

function mostIn(most: number, room: Space, gap: number, seating: Seating): number {
  for (let each = most; each > 1; each--) {
    if (isRecognisable(gridFor(each, room, gap, seating), room, seating)) return each;
  }
  return 1;
}

function gridFor(people: number, space: Space, gap: number, seating: Seating): Grid {
  if (!isUprightPhone(space, seating)) {
    const shape = seating === 'strip' || space.width > space.height ? LANDSCAPE : TABLET_UPRIGHT;
    return bestGrid(people, space, gap, shape);
  }
  if (people <= PHONE_STACK) return bestGrid(people, space, gap, PHONE);
  return gridOf(PHONE_COLUMNS, people, space, gap, PHONE);
}

function isRecognisable({ width, height }: Grid, space: Space, seating: Seating): boolean {
  const least =
    space.height < LOW_HEIGHT
      ? RECOGNISABLE_WHERE_LOW
      : isUprightPhone(space, seating)
        ? RECOGNISABLE_ON_PHONE
        : RECOGNISABLE;
  return width >= least.width && height >= least.height;
}

function isUprightPhone({ width, height }: Space, seating: Seating): boolean {
  return seating === 'stage' && width < PHONE_WIDTH && height > width;
}

function withPager(area: Rect, gap: number): { readonly room: Rect; readonly pager: Rect } {
  const { x, y, width, height } = area;
  const rest = PAGER + gap;
  if (height < PAGER_BESIDE_BELOW && width > height) {
    return {
      room: { x, y, width: width - rest, height },
      pager: { x: x + width - PAGER, y, width: PAGER, height },
    };
  }
  return {
    room: { x, y, width, height: height - rest },
    pager: { x, y: y + height - PAGER, width, height: PAGER },
  };
}
