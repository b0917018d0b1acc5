import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestGrid, layOutStage, type Rect } from '../../../../web/src/ui/stage/stage-layout.ts';

const DESKTOP = { width: 1408, height: 740 };
const PHONE = { width: 344, height: 600 };
const TABLET = { width: 796, height: 1040 };

/** Less than the smallest gap, so that rounding is no failure. */
const GAP = 7.9;
const tooClose = (a: Rect, b: Rect) =>
  a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height + GAP && b.y < a.y + a.height + GAP;

test('people and a screen keep a gap and never leave the stage sideways, whatever its size', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 3 }),
      fc.record({ width: fc.integer({ min: 280, max: 3840 }), height: fc.integer({ min: 240, max: 2160 }) }),
      (people, screen, large, space) => {
        const layout = layOutStage(people, screen, space, large);
        const all = [...(layout.screen ? [layout.screen] : []), ...layout.large, ...layout.tiles];
        expect(layout.large).toHaveLength(large);
        expect(layout.screen !== null).toBe(screen);
        expect(layout.tiles).toHaveLength(people);
        for (const [index, rect] of all.entries()) {
          expect(rect.x).toBeGreaterThanOrEqual(-0.01);
          expect(rect.x + rect.width).toBeLessThanOrEqual(space.width + 0.01);
          expect(rect.y + rect.height).toBeLessThanOrEqual(layout.height + 0.01);
          for (const other of all.slice(index + 1)) expect(tooClose(rect, other)).toBe(false);
        }
      },
    ),
  );
});

test('seats run from left to right and top to bottom in the order of the table', () => {
  const { tiles } = layOutStage(12, false, DESKTOP);
  for (const [index, tile] of tiles.entries()) {
    const next = tiles[index + 1];
    if (next) expect(next.y > tile.y || (next.y === tile.y && next.x > tile.x)).toBe(true);
  }
});

test.each([
  [1, 1],
  [2, 2],
  [5, 3],
  [12, 4],
  [25, 5],
])('%i people on a desktop sit in %i columns without scrolling', (people, columns) => {
  expect(bestGrid(people, DESKTOP, 12).columns).toBe(columns);
  expect(layOutStage(people, false, DESKTOP).height).toBe(DESKTOP.height);
});

test('twenty-five people fit a tablet held upright without scrolling, each at least 150 pixels wide', () => {
  const layout = layOutStage(25, false, TABLET);
  expect(layout.height).toBe(TABLET.height);
  expect(layout.tiles[0]?.width).toBeGreaterThanOrEqual(150);
});

test('a phone shows two above each other, more in two columns, and scrolls before tiles become tiny', () => {
  const columns = (people: number) =>
    new Set(
      layOutStage(people, false, PHONE)
        .tiles.slice(0, 2)
        .map(({ x }) => x),
    ).size;
  expect([columns(2), columns(4), columns(12)]).toEqual([1, 2, 2]);
  const crowd = layOutStage(25, false, PHONE);
  expect(crowd.height).toBeGreaterThan(PHONE.height);
  expect(crowd.tiles[0]?.height).toBeGreaterThanOrEqual(118);
});

test('where a poll leaves a phone little height, it scrolls through tiles that still show who somebody is', () => {
  for (const [people, columns] of [
    [2, 2],
    [12, 3],
    [25, 3],
  ] as const) {
    const { tiles } = layOutStage(people, false, { width: 344, height: 112 });
    expect(new Set(tiles.map(({ y }) => y)).size).toBe(Math.ceil(people / columns));
    expect(tiles[0]?.width).toBeGreaterThanOrEqual(100);
  }
});

test('a shared screen takes most of a desktop and the upper part of a phone', () => {
  const desktop = layOutStage(12, true, DESKTOP).screen;
  expect((desktop?.width ?? 0) / DESKTOP.width).toBeGreaterThan(0.68);
  const phone = layOutStage(3, true, PHONE);
  expect(phone.screen).toMatchObject({ x: 0, y: 0, width: PHONE.width });
  expect(phone.tiles.every(({ y }) => y > (phone.screen?.height ?? 0))).toBe(true);
});

test('who is pinned is larger than the others, and alone takes the whole stage', () => {
  const area = (rect?: Rect) => (rect?.width ?? 0) * (rect?.height ?? 0);
  for (const space of [DESKTOP, PHONE, TABLET]) {
    const { tiles, large } = layOutStage(11, false, space, 1);
    expect(area(large[0])).toBeGreaterThan(2 * area(tiles[0]));
  }
  expect(layOutStage(0, false, DESKTOP, 1).large[0]?.height).toBe(DESKTOP.height);
});
