import { type Focus, type FocusAsk, layOutFocus } from './focus.ts';
import { bestGrid, type Rect, type Space } from './grid.ts';
import { layOutPages, type Page, type PagesAsk, PHONE_WIDTH } from './pages.ts';

/** `people`: in seat order, without those in a large place. */
export interface StageAsk extends FocusAsk, PagesAsk {
  /** As much room for the people as for a shared screen. */
  readonly isEven: boolean;
}

export interface StageLayout extends Focus, Page {}

const NO_PAGES: Page = { tiles: [], each: 0, from: 0, page: 0, pages: 1, pager: null };

/** Everyone in rows of equal tiles as large as they can be, beside the screens and the large places if there are any. */
export function layOutStage(ask: StageAsk, space: Space): StageLayout {
  const { people, isEven } = ask;
  const gap = gapOf(space);
  const all: Rect = { x: 0, y: 0, ...space };
  if (ask.screens === 0 && ask.large === 0) {
    return { screens: [], tabs: null, large: [], ...layOutPages(ask, all, gap) };
  }
  if (people === 0) return { ...layOutFocus(ask, all, gap), ...NO_PAGES };
  const { width, height } = space;
  if (width > height) {
    const side = sideFor(people, space, gap, isEven);
    const rest = width - side - gap;
    const strip = { x: rest + gap, y: 0, width: side, height };
    return {
      ...layOutFocus(ask, { ...all, width: rest }, gap),
      ...layOutPages(ask, strip, gap, 'strip'),
    };
  }
  const focus = Math.min(height * (isEven ? 0.5 : 0.6), (width * 10) / 16);
  const below = { x: 0, y: focus + gap, width, height: height - focus - gap };
  return { ...layOutFocus(ask, { ...all, height: focus }, gap), ...layOutPages(ask, below, gap) };
}

/** Part of the width that people get beside something large: more only when they would be too small to know. */
const SIDE_SHARES = [0.17, 0.22, 0.28];
const EVEN_SHARE = 0.5;
const STRIP_TILE_WIDTH = 150;

function sideFor(people: number, { width, height }: Space, gap: number, isEven: boolean): number {
  if (isEven) return width * EVEN_SHARE;
  const sides = SIDE_SHARES.map((share) => Math.max(STRIP_TILE_WIDTH, width * share));
  const isWide = (side: number) => bestGrid(people, { width: side, height }, gap).width >= STRIP_TILE_WIDTH;
  return sides.find(isWide) ?? sides.at(-1) ?? 0;
}

function gapOf({ width }: Space): number {
  return width < PHONE_WIDTH ? 8 : 12;
}

/** The size of most tiles, before anything is drawn. */
export function estimateTile(people: number, space: Space): Space {
  const ask = { people: Math.max(1, people), page: 0, most: Number.POSITIVE_INFINITY };
  return layOutPages(ask, { x: 0, y: 0, ...space }, gapOf(space)).tiles[0] ?? space;
}

/** One's own picture over the others': small enough that a face below it stays to be seen. */
const OWN_SHARE = 0.38;
const OWN_WIDTH = { least: 64, most: 220 };
const OWN_ASPECT = 4 / 3;
const OWN_INSET = 8;
/** What is written below in the tile under it, which stays to be read. */
const NAME_HEIGHT = 30;

/** In the corner of what is shown, over no button. */
export function ownCorner({ tiles, large, screens, pager }: StageLayout, space: Space): Rect {
  const tile = tiles[0] ?? large[0] ?? screens[0] ?? space;
  const isBelow = pager !== null && pager.width > pager.height;
  const right = pager !== null && !isBelow ? pager.x : space.width;
  const bottom = isBelow ? pager.y : space.height;
  const width = Math.min(OWN_WIDTH.most, Math.max(OWN_WIDTH.least, tile.width * OWN_SHARE), right / 2);
  const height = Math.min(width / OWN_ASPECT, (bottom - NAME_HEIGHT - OWN_INSET) / 2);
  return { x: right - width - OWN_INSET, y: bottom - height - OWN_INSET - NAME_HEIGHT, width, height };
}
