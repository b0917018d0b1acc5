import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestGrid, type Rect } from '../../../../../web/src/ui/stage/layout/grid.ts';
import {
  layOutStage,
  ownCorner,
  type StageAsk,
  type StageLayout,
} from '../../../../../web/src/ui/stage/layout/stage-layout.ts';

/** What top, bar and edges leave of the screens that people have. */
const STAGES = {
  phone: { width: 344, height: 600 },
  'phone lying': { width: 716, height: 246 },
  'tablet upright': { width: 796, height: 1040 },
  tablet: { width: 1156, height: 680 },
  laptop: { width: 1416, height: 760 },
  screen: { width: 2536, height: 1300 },
} as const;
type StageName = keyof typeof STAGES;
const CROWDS = [1, 2, 3, 5, 9, 12, 25, 49];

const USUAL: StageAsk = {
  people: 0,
  screens: 0,
  oneScreen: false,
  large: 0,
  isEven: false,
  page: 0,
  most: Number.POSITIVE_INFINITY,
};
const laidOut = (stage: StageName, ask: Partial<StageAsk>) => layOutStage({ ...USUAL, ...ask }, STAGES[stage]);

/** Less than the smallest gap, so that rounding is no failure. */
const GAP = 7.9;
const tooClose = (a: Rect, b: Rect, gap: number) =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;

const all = ({ screens, tabs, large, tiles, pager }: StageLayout) =>
  [...screens, tabs, ...large, ...tiles, pager].filter((rect) => rect !== null);

function expectWhole(layout: StageLayout, space: { width: number; height: number }): void {
  const rects = all(layout);
  for (const [index, rect] of rects.entries()) {
    expect(rect.x).toBeGreaterThanOrEqual(-0.01);
    expect(rect.y).toBeGreaterThanOrEqual(-0.01);
    expect(rect.x + rect.width).toBeLessThanOrEqual(space.width + 0.01);
    expect(rect.y + rect.height).toBeLessThanOrEqual(space.height + 0.01);
    // Tabs stand on their screen.
    for (const other of rects.slice(index + 1)) {
      expect(tooClose(rect, other, [rect, other].includes(layout.tabs as Rect) ? -0.01 : GAP)).toBe(false);
    }
  }
}

test('whatever the view and the size, nothing lies over anything else or leaves the stage, and every page has its people', () => {
  fc.assert(
    fc.property(
      fc.record({
        people: fc.integer({ min: 1, max: 60 }),
        screens: fc.integer({ min: 0, max: 4 }),
        oneScreen: fc.boolean(),
        large: fc.integer({ min: 0, max: 3 }),
        isEven: fc.boolean(),
        most: fc.constantFrom(4, 9, 16, Number.POSITIVE_INFINITY),
      }),
      fc.record({ width: fc.integer({ min: 280, max: 3840 }), height: fc.integer({ min: 200, max: 2160 }) }),
      (ask, space) => {
        const first = layOutStage({ ...ask, page: 0 }, space);
        let people = 0;
        for (let page = 0; page < first.pages; page++) {
          const layout = layOutStage({ ...ask, page }, space);
          expectWhole(layout, space);
          expect(layout).toMatchObject({ page, pages: first.pages, from: people });
          expect(layout.large).toHaveLength(ask.large);
          expect(layout.screens).toHaveLength(layout.tabs === null ? ask.screens : 1);
          people += layout.tiles.length;
        }
        expect(people).toBe(ask.people);
        expect(layOutStage({ ...ask, page: 99 }, space).page).toBe(first.pages - 1);
      },
    ),
    { numRuns: 60 },
  );
});

test.each(Object.keys(STAGES) as StageName[])(
  'on a %s everybody can be known by their face, in every view',
  (stage) => {
    for (const people of CROWDS) {
      for (const ask of [
        {},
        { screens: 1 },
        { screens: 2 },
        { large: 1 },
        { screens: 1, large: 1 },
        { screens: 1, isEven: true },
      ]) {
        const layout = laidOut(stage, { people, ...ask });
        expectWhole(layout, STAGES[stage]);
        for (const { width, height } of layout.tiles) {
          expect(width, `${people} ${JSON.stringify(ask)}`).toBeGreaterThanOrEqual(stage === 'phone lying' ? 88 : 120);
          expect(height, `${people} ${JSON.stringify(ask)}`).toBeGreaterThanOrEqual(stage === 'phone lying' ? 56 : 72);
        }
      }
    }
  },
);

test('all mayors of a county are on one page of a laptop and of a tablet, each at least 150 pixels wide', () => {
  for (const stage of ['laptop', 'tablet', 'tablet upright', 'screen'] as const) {
    const layout = laidOut(stage, { people: 25 });
    expect(layout.pages).toBe(1);
    expect(layout.tiles[0]?.width).toBeGreaterThanOrEqual(150);
  }
  expect(laidOut('laptop', { people: 49 }).pages).toBe(1);
});

test('a phone shows up to three above each other, more in two columns, and turns pages before tiles become tiny', () => {
  const columns = (people: number) =>
    new Set(
      laidOut('phone', { people })
        .tiles.slice(0, 2)
        .map(({ x }) => x),
    ).size;
  expect([columns(2), columns(3), columns(4), columns(12)]).toEqual([1, 1, 2, 2]);
  const crowd = laidOut('phone', { people: 25 });
  expect(crowd).toMatchObject({ each: 8, pages: 4 });
  expect(laidOut('phone', { people: 25, page: 3 })).toMatchObject({
    from: 24,
    tiles: [crowd.tiles[0]].map((tile) => ({ width: tile?.width })),
  });
  expect(laidOut('phone lying', { people: 25 }).pager?.width).toBe(48);
});

test('seats run from left to right and top to bottom in the order of the table', () => {
  const { tiles } = laidOut('laptop', { people: 12 });
  for (const [index, tile] of tiles.entries()) {
    const next = tiles[index + 1];
    if (next) expect(next.y > tile.y || (next.y === tile.y && next.x > tile.x)).toBe(true);
  }
  expect([1, 2, 5, 12, 25].map((people) => bestGrid(people, STAGES.laptop, 12).columns)).toEqual([1, 2, 3, 4, 5]);
});

test('a shared screen takes most of a laptop and the upper part of a phone, and half where people are to be as large', () => {
  expect((laidOut('laptop', { people: 12, screens: 1 }).screens[0]?.width ?? 0) / STAGES.laptop.width).toBeGreaterThan(
    0.68,
  );
  const phone = laidOut('phone', { people: 3, screens: 1 });
  expect(phone.screens[0]).toMatchObject({ x: 0, y: 0, width: STAGES.phone.width });
  const even = laidOut('laptop', { people: 12, screens: 1, isEven: true });
  expect((even.screens[0]?.width ?? 0) / STAGES.laptop.width).toBeLessThan(0.5);
  expect(even.tiles[0]?.width).toBeGreaterThan(
    laidOut('laptop', { people: 12, screens: 1 }).tiles[0]?.width ?? Infinity,
  );
});

test('two screens are beside each other where both can be read, else one at a time, and one alone where one is chosen', () => {
  const wide = laidOut('laptop', { people: 12, screens: 2 });
  expect(wide.tabs).toBeNull();
  for (const { width } of wide.screens) expect(width).toBeGreaterThanOrEqual(480);
  for (const layout of [
    laidOut('phone', { people: 2, screens: 2 }),
    laidOut('laptop', { screens: 2, oneScreen: true }),
  ]) {
    expect(layout.screens).toHaveLength(1);
    expect(layout.tabs?.height).toBe(48);
  }
});

test('who is pinned is larger than the others, and alone takes the whole stage', () => {
  const area = (rect?: Rect) => (rect?.width ?? 0) * (rect?.height ?? 0);
  for (const stage of ['laptop', 'phone', 'tablet upright'] as const) {
    const { tiles, large } = laidOut(stage, { people: 11, large: 1 });
    expect(area(large[0])).toBeGreaterThan(2 * area(tiles[0]));
  }
  expect(laidOut('laptop', { large: 1 }).large[0]?.height).toBe(STAGES.laptop.height);
});

test('one’s own picture in the corner lies within the stage, beside the pages’ buttons, and hides less than half of a tile', () => {
  for (const stage of Object.keys(STAGES) as StageName[]) {
    for (const people of CROWDS) {
      const layout = laidOut(stage, { people });
      const corner = ownCorner(layout, STAGES[stage]);
      expect(corner.x).toBeGreaterThanOrEqual(0);
      expect(corner.y).toBeGreaterThanOrEqual(0);
      expect(corner.x + corner.width).toBeLessThanOrEqual(STAGES[stage].width);
      expect(corner.y + corner.height).toBeLessThanOrEqual(STAGES[stage].height);
      if (layout.pager) expect(tooClose(corner, layout.pager, 0)).toBe(false);
      const [tile] = layout.tiles;
      expect(corner.width * corner.height).toBeLessThan(0.5 * (tile?.width ?? 0) * (tile?.height ?? 0));
    }
  }
});

test('whoever wants few pictures on a page gets so many, all the others on the pages after it, and all on one where they are no more', () => {
  const pages = (people: number, ask: Partial<StageAsk> = {}) => {
    const { tiles, pages, from } = laidOut('screen', { people, most: 4, ...ask });
    return { tiles: tiles.length, pages, from };
  };
  expect(pages(4)).toEqual({ tiles: 4, pages: 1, from: 0 });
  expect(pages(5)).toEqual({ tiles: 4, pages: 2, from: 0 });
  expect(pages(25, { page: 6 })).toEqual({ tiles: 1, pages: 7, from: 24 });
  expect(pages(9, { screens: 1 })).toEqual({ tiles: 4, pages: 3, from: 0 });
  // A phone has room for fewer at any rate.
  const phone = laidOut('phone lying', { people: 49, most: 16 });
  expect(phone.each).toBeLessThan(16);
});
