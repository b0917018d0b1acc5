import { bestGrid, placeGrid, type Rect, type Shape } from './grid.ts';

/** What is large: shared screens, and people who are pinned, in the spotlight or speaking. */
export interface Focus {
  /** All screens beside each other, or the one that is chosen. */
  readonly screens: readonly Rect[];
  /** Where one chooses which screen to see; null: all there are, are seen. */
  readonly tabs: Rect | null;
  readonly large: readonly Rect[];
}

export interface FocusAsk {
  readonly screens: number;
  /** One screen is to be seen alone, however much room there is. */
  readonly oneScreen: boolean;
  readonly large: number;
}

/** Part of it that people get beside a shared screen. */
const LARGE_SHARE = 0.3;
/** CSS pixels; in a narrower one nobody reads the letters of a usual screen. */
const READABLE_WIDTH = 480;
const TABS_HEIGHT = 48;
const SCREEN: Shape = { minAspect: 16 / 9, maxAspect: 16 / 9 };

/** Who is large shares the area with the screens: beside them where that is wide, else below. */
export function layOutFocus({ screens, oneScreen, large }: FocusAsk, area: Rect, gap: number): Focus {
  if (screens === 0) return { screens: [], tabs: null, large: people(large, area, gap) };
  if (large === 0) return { ...screensIn(screens, oneScreen, area, gap), large: [] };
  const { x, y, width, height } = area;
  if (width > height) {
    const side = width * LARGE_SHARE;
    const rest = width - side - gap;
    return {
      ...screensIn(screens, oneScreen, { x, y, width: rest, height }, gap),
      large: people(large, { x: x + rest + gap, y, width: side, height }, gap),
    };
  }
  const below = height * LARGE_SHARE;
  const rest = height - below - gap;
  return {
    ...screensIn(screens, oneScreen, { x, y, width, height: rest }, gap),
    large: people(large, { x, y: y + rest + gap, width, height: below }, gap),
  };
}

function people(count: number, area: Rect, gap: number): readonly Rect[] {
  return placeGrid(count, bestGrid(count, area, gap), area, gap);
}

function screensIn(count: number, one: boolean, area: Rect, gap: number): Pick<Focus, 'screens' | 'tabs'> {
  if (count === 1) return { screens: [area], tabs: null };
  const grid = bestGrid(count, area, gap, SCREEN);
  if (!one && grid.width >= READABLE_WIDTH) return { screens: placeGrid(count, grid, area, gap), tabs: null };
  const { x, y, width, height } = area;
  const below = Math.min(TABS_HEIGHT, height / 2);
  return {
    screens: [{ x, y: y + below, width, height: height - below }],
    tabs: { x, y, width, height: below },
  };
}
